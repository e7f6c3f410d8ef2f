package io.processmaster.pmctl.line;

/** The headings under which the help lists the commands. */
public enum CommandGroup {
    /** Their life. */
    APPLICATIONS("Applications"),
    /** Their files. */
    DEFINITIONS("Definitions"),
    /** What they do. */
    WATCHING("Watching"),
    /** What needs an operator. */
    ADMINISTRATION("Administration"),
    /** The program itself. */
    PROGRAM("Program");

    private final String title;

    CommandGroup(String title) {
        this.title = title;
    }

    /** The heading. */
    public String title() {
        return title;
    }
}
