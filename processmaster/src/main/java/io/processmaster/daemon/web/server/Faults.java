package io.processmaster.daemon.web.server;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Refused;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a bug into a short reference for the client and one entry in the daemon's log. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int REFERENCE_LENGTH = 8;

    private Faults() {}

    static Refused refusal(Request request, Throwable bug) {
        String reference = UUID.randomUUID().toString().substring(0, REFERENCE_LENGTH);
        LOG.error("{} /{} failed, reference {}", request.verb(), String.join("/", request.segments()), reference, bug);
        return new Refused(
                ErrorKind.INTERNAL,
                "a fault of the daemon (look for reference " + reference + " in its log and report it)",
                JsonObject.builder().put("reference", reference).build());
    }
}
