package io.processmaster.pmctl.onjava;

import io.processmaster.pmctl.command.Command;
import io.processmaster.pmctl.command.LiveScreen;
import io.processmaster.pmctl.command.WiderForm;
import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.terminal.Output;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What pmctl can do on Java only. */
public final class JavaForm implements WiderForm {
    @Override
    public Command command(String name) {
        return switch (name) {
            case "validate" -> new ValidateCommand();
            case "password" -> new PasswordCommand();
            case "service" -> new ServiceCommand();
            default -> throw new IllegalStateException("cannot happen: nothing carries out " + name);
        };
    }

    @Override
    public String configuredSocket(CommandLine line, String file) {
        return ConfiguredSocket.of(line, file);
    }

    @Override
    public Predicate<String> search(CommandLine line, String pattern) {
        return Search.of(line, pattern);
    }

    @Override
    public LiveScreen liveScreen(Output output) {
        return new FullScreen(output);
    }

    // Apart, so that the everyday commands do not load what can search.
    private static final class Search {
        static Predicate<String> of(CommandLine line, String text) {
            try {
                Pattern pattern = Pattern.compile(text);
                return searched -> pattern.matcher(searched).find();
            } catch (PatternSyntaxException e) {
                throw line.wrong("option --grep: \"" + text + "\" is not a regular expression: " + e.getDescription());
            }
        }
    }
}
