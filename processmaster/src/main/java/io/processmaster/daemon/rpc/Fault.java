package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.control.Refused;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a bug into a short reference for the client and one entry in the daemon's log. */
final class Fault {
    private static final Logger LOG = LoggerFactory.getLogger(Fault.class);
    private static final int REFERENCE_LENGTH = 8;

    private Fault() {}

    static Refused refusal(Method method, Actor actor, Throwable bug) {
        String reference = UUID.randomUUID().toString().substring(0, REFERENCE_LENGTH);
        LOG.error("{} for {} failed, reference {}", method.wireName(), actor.name(), reference, bug);
        return new Refused(
                ErrorKind.INTERNAL,
                method.wireName() + ": a fault of the daemon (look for reference " + reference
                        + " in its log and report it)",
                JsonObject.builder().put("reference", reference).build());
    }
}
