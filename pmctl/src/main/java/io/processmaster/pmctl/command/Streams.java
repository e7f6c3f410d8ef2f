package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.ExitCode;

/** How a stream ends that no person ended. */
final class Streams {
    private Streams() {}

    /** The daemon went away, or no longer serves the stream, and said why. */
    static ExitCode ended(Session session, String reason) {
        session.output().complain("the daemon ended the stream: " + reason);
        return ExitCode.UNREACHABLE;
    }
}
