package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an app finds in its environment, looked at in the kernel. */
final class EnvironmentIT {
    private static final int MOST_BYTES = 64 * 1024;

    private DaemonUnderTest daemon;
    private DaemonHome home;
    private Path directory;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        directory = home.nobodysDirectory("web");
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void everyFormArrivesByteForByte() throws IOException {
        String text = " a\ttab, $HOME `id` \\ 'q' \"q\" = ö € 😀 %s\nand a line\n\n";
        write("value", text);
        define(
                "{name: LITERAL, value: ' $HOME `id` \\ \"q\" = ö € %s '}",
                "{name: FILE, value: '@file://value'}",
                "{name: ABSOLUTE, value: '@file://" + directory.resolve("value") + "'}",
                "{name: BASE64, value: '@base64://" + Base64.getEncoder().encodeToString(bytes(text)) + "'}",
                "{name: HEX, value: '@hex://" + HexFormat.of().formatHex(bytes(text)) + "'}",
                "{name: EMPTY, value: ''}",
                "{name: PM0, value: carried}",
                "{name: UNKNOWN, value: '@other://x'}");
        daemon.start();
        assertThat(environment())
                .containsEntry("LITERAL", " $HOME `id` \\ \"q\" = ö € %s ")
                .containsEntry("FILE", text)
                .containsEntry("ABSOLUTE", text)
                .containsEntry("BASE64", text)
                .containsEntry("HEX", text)
                .containsEntry("EMPTY", "")
                .containsEntry("PM0", "carried")
                .containsEntry("UNKNOWN", "@other://x")
                .hasSize(8 + 5);
    }

    @Test
    void aFileIsReadAtEachLaunchAndOnlyThen() throws IOException {
        write("value", "first");
        define("{name: X, value: '@file://value'}");
        daemon.start();
        assertThat(environment()).containsEntry("X", "first");

        write("value", "second");
        assertThat(daemon.pmctl("update").expect(0).stdout()).doesNotContain("restart");
        assertThat(environment()).containsEntry("X", "first");
        daemon.pmctl("restart", "web").expect(0);
        assertThat(environment()).containsEntry("X", "second");
    }

    @Test
    @Finding(21)
    void aValueMayHave64KiBAndNotOneByteMore() throws IOException {
        write("value", "x".repeat(MOST_BYTES));
        define("{name: X, value: '@file://value'}");
        daemon.start();
        assertThat(environment().get("X")).hasSize(MOST_BYTES);
        write("value", "x".repeat(MOST_BYTES + 1));
        assertRefused("X: value: is larger than 64 KiB");
        define("{name: X, value: '" + "x".repeat(MOST_BYTES + 1) + "'}");
        daemon.pmctl("update").expect(0);
        assertRefused("X: its value is larger than 64 KiB");
    }

    @Test
    @Finding(21)
    void onlyTextInARegularFileIsAValue() throws IOException {
        define("{name: X, value: '@file://value'}");
        daemon.start();
        Path value = directory.resolve("value");
        assertRefused("X: value: no such file");
        Files.createDirectory(value);
        assertRefused("X: value: is a directory");
        Files.delete(value);
        Commands.run(home.path(), List.of("mkfifo", value.toString())).expect(0);
        assertRefused("X: value: is a FIFO");
        Files.delete(value);
        Files.createSymbolicLink(value, write("other", "hunter2"));
        assertRefused("X: value: is a symbolic link");
        Files.delete(value);
        Files.createLink(value, directory.resolve("other"));
        assertRefused("X: value: has 2 links");
        Files.delete(value);
        Files.write(value, new byte[] {'h', 'u', 'n', 't', 'e', 'r', 0, '2'});
        assertRefused("X: its value contains a NUL character");
        Files.write(value, new byte[] {'h', 'u', 'n', 't', 'e', 'r', (byte) 0xff});
        assertRefused("X: its value is not UTF-8 text");
        write("value", "good\n");
        daemon.pmctl("start", "web").expect(0);
        assertThat(environment()).containsEntry("X", "good\n");
    }

    @Test
    @Finding(13)
    void theEnvironmentOfTheDaemonIsPassedOnOnlyWhenAskedFor() {
        daemon.environment("PM_IT_VARIABLE", "of the daemon").environment("WATCHDOG_USEC", "60000000");
        home.define("web", process("  inherit_environment: true\n"));
        daemon.start();
        assertThat(environment())
                .containsEntry("PM_IT_VARIABLE", "of the daemon")
                .doesNotContainKey("WATCHDOG_USEC");

        home.define("web", process("  inherit_environment: false\n"));
        daemon.pmctl("update").expect(0);
        assertThat(environment()).containsOnlyKeys("PATH", "HOME", "USER", "LOGNAME", "SHELL");
    }

    private void define(String... entries) {
        home.define("web", process("  environment:\n    - " + String.join("\n    - ", entries) + "\n"));
    }

    private String process(String more) {
        return "process:\n  working_directory: " + directory + "\n  start_command: [sleep, '1000']\n  user: nobody\n"
                + more;
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        if (Files.isDirectory(file)) {
            Files.delete(file);
        }
        return Files.writeString(file, text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> environment() {
        daemon.awaitPhase("web", "RUNNING");
        Path environ = Path.of("/proc/" + daemon.status("web").integer("main_pid") + "/environ");
        Map<String, String> variables = new HashMap<>();
        try {
            for (String variable : Files.readString(environ).split("\0", -1)) {
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    variables.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new AssertionError("cannot read " + environ, e);
        }
        return variables;
    }

    private void assertRefused(String reason) {
        Outcome restart = daemon.pmctl("restart", "web").expect(1);
        assertThat(restart.stderr() + restart.stdout()).contains(reason);
        daemon.awaitPhase("web", "FAILED");
        Outcome why = daemon.pmctl("why", "web").expect(0);
        assertThat(why.stdout()).contains(reason).doesNotContain("hunter");
    }
}
