package io.processmaster.pmctl;

import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.onjava.JavaForm;
import io.processmaster.pmctl.onjava.JavaHost;
import io.processmaster.pmctl.terminal.Output;
import io.processmaster.pmctl.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One call of pmctl within the test.
 *
 * @param exit how it ended
 * @param out its standard output
 * @param err its standard error
 */
record Run(ExitCode exit, String out, String err) {
    /** Without a daemon. */
    static Run of(String... words) {
        return with(Map.of(), Terminal.none(), words);
    }

    /** Against a daemon, output into a pipe. */
    static Run against(FakeDaemon daemon, String... words) {
        return with(Map.of("PMCTL_SOCK", daemon.socket().toString()), Terminal.none(), words);
    }

    static Run with(Map<String, String> environment, Terminal terminal, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitCode exit = new Pmctl(
                        new Output(out, err), new JavaHost(environment), new JavaForm(), Optional.of(terminal))
                .run(words);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
