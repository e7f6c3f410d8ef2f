package io.processmaster.common.client;

import io.processmaster.common.client.DaemonUnreachable.Reason;

/** The words for a socket that nobody could connect to. */
public final class DialProblem {
    private DialProblem() {}

    /**
     * What is wrong and what to do about it.
     *
     * @param socket where somebody tried to connect
     * @param detail what the system said, in English
     * @param there whether there is anything at that path
     */
    public static DaemonUnreachable explain(String socket, String detail, boolean there) {
        String what = "connecting to " + socket + ": ";
        if (detail.contains("ermission denied") || detail.contains("not permitted")) {
            return new DaemonUnreachable(
                    Reason.DENIED, what + "permission denied (run as root, or join the group that owns the socket)");
        }
        if (detail.contains("No such file") || !there) {
            return new DaemonUnreachable(
                    Reason.ABSENT,
                    what
                            + "no such socket (start the daemon: systemctl start processmaster; or name its socket with --sock)");
        }
        if (detail.contains("refused")) {
            return new DaemonUnreachable(
                    Reason.REFUSED,
                    what + "nobody listens there (the daemon is down; start it: systemctl start processmaster)");
        }
        return new DaemonUnreachable(Reason.REFUSED, what + detail + " (check the path of the socket)");
    }
}
