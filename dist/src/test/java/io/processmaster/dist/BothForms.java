package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the same command line with the native form of pmctl and with the one on Java, and wants the same of both.
 *
 * @param scratch directory for what they print
 * @param environment what {@code env} sets before each, such as {@code TZ=UTC}
 */
record BothForms(Path scratch, List<String> environment) {
    /** With no variables but those of the tests. */
    static BothForms in(Path scratch) {
        Requires.nativeForm();
        return new BothForms(scratch, List.of());
    }

    /** The same with these variables more. */
    BothForms with(String... variables) {
        return new BothForms(scratch, List.of(variables));
    }

    /** What both print and how both end, which is the same to the byte. */
    Outcome run(String... arguments) {
        return same(List.of(), "", List.of(arguments));
    }

    /** The same, behind the words of {@code before}, such as those of {@code setpriv}. */
    Outcome behind(List<String> before, String... arguments) {
        return same(before, "", List.of(arguments));
    }

    /** The same of a script of {@code sh}, in which {@code $PMCTL} is the program. */
    Outcome script(String script) {
        return same(List.of(), script, List.of());
    }

    private Outcome same(List<String> before, String script, List<String> arguments) {
        Outcome onJava = one(Tree.pmctlOnJava(), before, script, arguments);
        Outcome natively = one(Tree.pmctlOfUsers(), before, script, arguments);
        assertThat(natively.stderr()).isEqualTo(onJava.stderr());
        assertThat(natively.stdout()).isEqualTo(onJava.stdout());
        assertThat(natively.exit()).isEqualTo(onJava.exit());
        return natively;
    }

    private Outcome one(Path form, List<String> before, String script, List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.add("env");
        command.addAll(environment);
        command.add("PMCTL=" + form);
        if (script.isEmpty()) {
            command.add(form.toString());
            command.addAll(arguments);
        } else {
            command.addAll(List.of("sh", "-c", script));
        }
        return Commands.run(scratch, command);
    }
}
