package io.processmaster.pmctl.line;

/** The command line makes no sense; the message says what is wrong with it. */
public final class UsageProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String command;

    /**
     * A mistake within one command.
     *
     * @param command its name, empty when the command itself is the mistake
     * @param message for the person who typed it
     */
    public UsageProblem(String command, String message) {
        super(message, null, false, false);
        this.command = command;
    }

    /** Where to read on. */
    public String advice() {
        return command.isEmpty() ? "see pmctl help" : "see pmctl help " + command;
    }
}
