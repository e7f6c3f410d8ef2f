package io.processmaster.dist;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A daemon with its web console, on which people of each role and a script may work.
 *
 * <p>People are called as their role, and have {@link #PASSWORD}; the script has {@link #TOKEN}.
 */
final class ConsoleUnderTest implements AutoCloseable {
    /** Of everybody. */
    static final String PASSWORD = "correct horse battery staple";

    /** Of the script, which is an operator. */
    static final String TOKEN = "a-token-of-the-tests";

    // echo -n a-token-of-the-tests | sha256sum
    private static final String TOKEN_HASH = "sha256:c7355b9788d3036817b4b9118e71116224521da29885b160eb8451377c47b377";

    /** As costly as htpasswd makes it when nothing else is said, and a little more. */
    private static final int COST = 8;

    private final DaemonUnderTest daemon;

    private ConsoleUnderTest(DaemonUnderTest daemon) {
        this.daemon = daemon;
    }

    /** Prepares one with accounts and without apps; nothing runs yet. Skips the test where no daemon can run. */
    static ConsoleUnderTest prepare() {
        DaemonUnderTest daemon = DaemonUnderTest.prepare();
        // Admin actions write their logs there.
        daemon.workIn(daemon.home().directory("cwd"));
        StringBuilder users = new StringBuilder();
        StringBuilder roles = new StringBuilder();
        for (Role role : Role.values()) {
            String hash =
                    HtpasswdEntry.of(role.word(), PASSWORD.toCharArray(), COST).text();
            users.append("      - '").append(hash).append("'\n");
            roles.append("      ")
                    .append(role.word())
                    .append(": ")
                    .append(role.word())
                    .append("\n");
        }
        daemon.home()
                .configureConsole(
                        """
                        auth:
                          basic:
                            users:
                        %s    roles:
                        %s  tokens:
                            - {name: script, hash: '%s', role: operator}
                        """
                                .formatted(users, roles, TOKEN_HASH));
        return new ConsoleUnderTest(daemon);
    }

    /** Starts the daemon, and returns when the console answers. */
    ConsoleUnderTest start() {
        daemon.start();
        Await.until("the console answers", Await.LIMIT, () -> RawHttp.at(port()).isAnswered(), daemon.home()::output);
        return this;
    }

    /** The daemon behind it. */
    DaemonUnderTest daemon() {
        return daemon;
    }

    /** Where it listens. */
    int port() {
        return daemon.home().consolePort();
    }

    /** As addresses have it. */
    String authority() {
        return "127.0.0.1:" + port();
    }

    /** The address of a path. */
    String url(String path) {
        return "http://" + authority() + path;
    }

    /** Somebody with that role and the right password, who asks by themselves, not with a browser. */
    Caller caller(Role role) {
        return Caller.basic(url(""), role.word(), PASSWORD);
    }

    /** Somebody without credentials. */
    Caller stranger() {
        return Caller.stranger(url(""));
    }

    /** The script. */
    Caller script() {
        return Caller.bearer(url(""), TOKEN);
    }

    /** How much memory the daemon has in use, in KiB. */
    long residentKib() {
        Path status = Path.of("/proc/" + daemon.daemon().pid() + "/status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + status, e);
        }
    }

    @Override
    public void close() {
        daemon.close();
    }
}
