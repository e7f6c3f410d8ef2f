package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.pmctl.line.ExitCode;

/** Carries out one command. */
public interface Command {
    /**
     * Does what the command line asks for.
     *
     * @return how it ended; results are in the session's output, not necessarily flushed
     * @throws DaemonUnreachable when the daemon cannot be asked
     * @throws RpcFailure when the daemon refuses the request as a whole
     */
    ExitCode run(Session session) throws DaemonUnreachable, RpcFailure;
}
