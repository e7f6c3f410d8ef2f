package io.processmaster.pmctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.pmctl.line.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** pmctl password as a process, with a pipe and with a terminal. */
@Timeout(120)
class PasswordTest {
    private static final String ENTRY = "ann:$2y$05$erB5dESMt6duLd/ZyhVvS.qTPh.W2gm1dywiKIUKVWjWCLRaf.JC.";
    private static final List<String> NOT_NEEDED = List.of(
            "com.fasterxml.",
            "org.yaml.",
            "io.processmaster.common.config.",
            "io.processmaster.common.client.DaemonClient",
            "io.processmaster.common.client.LineChannel",
            "io.processmaster.pmctl.manual.");

    private static List<String> java(String option, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    private record Ended(int exit, String out, String err) {}

    private static Ended pipe(String input, List<String> command) throws IOException, InterruptedException {
        Path err = Files.createTempFile("password", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It may have ended without reading, as for wrong usage.
                assertThat(e).hasMessageContaining("pipe");
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    private static Ended pipe(String input, String... words) throws IOException, InterruptedException {
        return pipe(input, java("-Xshare:auto", words));
    }

    @Test
    void whatIsGeneratedIsVerified() throws Exception {
        Ended made = pipe("sécret\nignored\n", "password", "generate", "--user", "ann", "--cost", "10");
        assertThat(made.exit()).isZero();
        assertThat(made.err()).isEmpty();
        String entry = made.out().strip();
        assertThat(made.out()).isEqualTo(entry + "\n").startsWith("ann:$2y$10$");
        assertThat(HtpasswdEntry.parse(entry).orElseThrow().matches("ann", "sécret".toCharArray()))
                .isTrue();

        assertThat(pipe("sécret", "password", "verify", "--user", "ann", "--secure", entry))
                .isEqualTo(new Ended(0, "OK\n", ""));
        Ended wrong = pipe("other\n", "password", "verify", "--user", "ann", "--secure", entry);
        Ended stranger = pipe("sécret\n", "password", "verify", "--user", "bob", "--secure", entry);
        assertThat(wrong).isEqualTo(new Ended(1, "", "pmctl: user and password do not match the entry\n"));
        assertThat(stranger).isEqualTo(wrong);
    }

    @Test
    void badPasswordsAreRefused() throws Exception {
        for (String input : List.of("", "\n", "x".repeat(73) + "\n", "a\0b\n")) {
            Ended ended = pipe(input, "password", "generate", "--user", "ann", "--cost", "10");
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("pmctl: the password ");
        }
    }

    @Test
    void wrongUsageIsToldBeforeAnythingIsRead() {
        assertUsage("password needs generate|verify", "password");
        assertUsage("\"change\" is not generate, verify", "password", "change", "--user", "ann");
        assertUsage("password needs --user U", "password", "generate");
        assertUsage("--user \"a:b\" must not contain", "password", "generate", "--user", "a:b");
        assertUsage("password verify needs --secure ENTRY", "password", "verify", "--user", "ann");
        assertUsage("--secure belongs to password verify", "password", "generate", "--user", "a", "--secure", ENTRY);
        assertUsage(
                "--cost belongs to password generate",
                "password",
                "verify",
                "--user",
                "a",
                "--cost",
                "12",
                "--secure",
                ENTRY);
        assertUsage("--cost 9 is not from 10 to 16", "password", "generate", "--user", "a", "--cost", "9");
        assertUsage("--cost 17 is not from 10 to 16", "password", "generate", "--user", "a", "--cost", "17");
        assertUsage("unexpected argument \"secret\"", "password", "generate", "secret", "--user", "ann");
        assertUsage("the entry has no bcrypt hash", "password", "verify", "--user", "ann", "--secure", "ann:y$10$");
        assertUsage("has no option --password", "password", "generate", "--user", "ann", "--password", "x");
    }

    private static void assertUsage(String message, String... words) {
        Run run = Run.of(words);
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message);
    }

    @Test
    void itLoadsNothingThatTalksToADaemonOrReadsFiles() throws Exception {
        Ended ended = pipe(
                "secret\n", java("-Xlog:class+load:stdout", "password", "verify", "--user", "ann", "--secure", ENTRY));
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("org.mindrot.jbcrypt.BCrypt ").contains("OK\n");
        for (String heavy : NOT_NEEDED) {
            assertThat(ended.out()).as(heavy).doesNotContain("] " + heavy);
        }
    }

    @Test
    void onATerminalItIsAskedForTwiceAndNeverShown() throws Exception {
        try (Terminal terminal = new Terminal("", "password", "generate", "--user", "ann", "--cost", "10")) {
            terminal.awaitText("Password for ann: ");
            terminal.type("hunter2\n");
            terminal.awaitText("Again: ");
            terminal.type("hunter2\n");
            assertThat(terminal.waitForEnd()).isZero();
            assertThat(terminal.text()).contains("ann:$2y$10$").doesNotContain("hunter2");
        }
    }

    @Test
    void twoDifferentPasswordsMakeNoEntry() throws Exception {
        try (Terminal terminal = new Terminal("", "password", "generate", "--user", "ann", "--cost", "10")) {
            terminal.awaitText("Password for ann: ");
            terminal.type("hunter2\n");
            terminal.awaitText("Again: ");
            terminal.type("hunter3\n");
            assertThat(terminal.waitForEnd()).isEqualTo(1);
            assertThat(terminal.text()).contains("the two passwords differ").doesNotContain("$2y$");
        }
    }

    @Test
    void anInterruptGivesTheTerminalItsEchoBack() throws Exception {
        String shell = "; stty -a | grep -o -- '-*echo ' | head -n 1; echo done";
        try (Terminal terminal = new Terminal(shell, "password", "verify", "--user", "ann", "--secure", ENTRY)) {
            terminal.awaitText("Password for ann: ");
            terminal.type("\u0003");
            terminal.awaitText("done");
            assertThat(terminal.text()).contains("echo \ndone").doesNotContain("-echo");
        }
    }

    /** pmctl on a terminal of its own, which script(1) makes. */
    private static final class Terminal implements AutoCloseable {
        private final Process process;
        private final InputStream output;
        private final StringBuilder text = new StringBuilder();

        /** Runs it, and the shell commands in {@code after} behind it. */
        Terminal(String after, String... words) throws IOException {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no /usr/bin/script");
            StringBuilder command = new StringBuilder("trap : INT; ");
            for (String word : java("-Xshare:auto", words)) {
                command.append('\'').append(word).append("' ");
            }
            process = new ProcessBuilder("/usr/bin/script", "-qec", command + after, "/dev/null")
                    .redirectErrorStream(true)
                    .start();
            output = process.getInputStream();
        }

        void type(String keys) throws IOException {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        void awaitText(String wanted) throws IOException {
            while (text.indexOf(wanted) < 0) {
                int next = output.read();
                assertThat(next).as("\"%s\" in %s", wanted, text).isNotNegative();
                text.append((char) next);
            }
        }

        int waitForEnd() throws IOException, InterruptedException {
            text.append(new String(output.readAllBytes(), StandardCharsets.ISO_8859_1));
            return process.waitFor();
        }

        String text() {
            return text.toString().replace("\r", "");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
