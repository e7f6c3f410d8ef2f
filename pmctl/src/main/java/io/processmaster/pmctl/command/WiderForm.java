package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.terminal.Output;
import java.util.function.Predicate;

/** What takes libraries, or a process that is there for long: only pmctl on Java can do it, the native form asks that. */
public interface WiderForm {
    /** Carries out a command that no other package knows, {@code name} being one of the table. */
    Command command(String name);

    /** The socket path that the master configuration in {@code file} names; a mistake in it is one of {@code line}. */
    String configuredSocket(CommandLine line, String file);

    /** Whether a text has a match of the regular expression {@code pattern}; a mistake in it is one of {@code line}. */
    Predicate<String> search(CommandLine line, String pattern);

    /** A screen for a picture that is drawn again and again. */
    LiveScreen liveScreen(Output output);
}
