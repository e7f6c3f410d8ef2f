package io.processmaster.daemon.rpc;

import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.Refused;
import java.util.Optional;

/** Lets a connection through once its hello showed a co-built client, and nothing before. */
final class Gate {
    private Optional<Refused> refusal = Optional.of(new Refused(
            ErrorKind.HELLO_FIRST, "the connection did not begin with hello (send the client's build first)"));

    /** Refuses everything but hello until {@link #open}. */
    void check(String method) throws Refused {
        if (refusal.isPresent() && !method.equals(Method.HELLO.wireName())) {
            // A fresh one each time, so that each carries the trace of its own request.
            throw new Refused(
                    refusal.get().kind(),
                    refusal.get().getMessage(),
                    refusal.get().data());
        }
    }

    /** The client is of the daemon's build. */
    void open() {
        refusal = Optional.empty();
    }

    /** The client is not; {@code reason} is what it gets to hear from now on. */
    void shut(Refused reason) {
        refusal = Optional.of(reason);
    }
}
