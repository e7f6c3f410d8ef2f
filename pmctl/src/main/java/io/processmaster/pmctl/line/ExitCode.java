package io.processmaster.pmctl.line;

/** What the shell is told at the end; scripts rely on the numbers. */
public enum ExitCode {
    /** Everything that was asked for is done. */
    DONE(0, "done"),
    /** The daemon was reached, and the operation failed or was refused. */
    FAILED(1, "the operation failed"),
    /** The command line makes no sense. */
    USAGE(2, "wrong usage"),
    /** Nothing answers on the socket. */
    UNREACHABLE(3, "the daemon cannot be reached"),
    /** At least one name belongs to no app; nothing was done. */
    UNKNOWN_APP(4, "no such app"),
    /** The daemon comes from another build. */
    NOT_CO_BUILT(5, "pmctl and the daemon are not from the same build");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The number for {@code exit}. */
    public int number() {
        return number;
    }

    /** A few words for the help. */
    public String meaning() {
        return meaning;
    }
}
