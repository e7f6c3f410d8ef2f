package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A console for which nobody was named, and one that is switched off again. */
final class ConsoleBootstrapIT {
    @Test
    @Finding(2)
    @Observes({"web_console.enabled", "web_console.auth.basic.users"})
    void withoutUsersAdminGetsInAndIsWarnedOfAtEachStartUntilItIsOff() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home().configureConsole();
            RawHttp console = RawHttp.at(daemon.home().consolePort());
            String base = "http://127.0.0.1:" + daemon.home().consolePort();

            start(daemon, console);
            Caller admin = Caller.basic(base, "admin", "admin");
            assertThat(Caller.json(admin.get("/api/v1/session")).text("role")).isEqualTo("admin");
            assertThat(Caller.basic(base, "admin", "Admin").get("/").statusCode())
                    .isEqualTo(401);
            assertThat(Caller.basic(base, "root", "admin").get("/").statusCode())
                    .isEqualTo(401);
            assertThat(warnings(daemon)).isEqualTo(1);

            daemon.terminate();
            start(daemon, console);
            Await.until("it is told again", () -> warnings(daemon) == 2);

            daemon.terminate();
            daemon.home().switchConsole(false);
            daemon.start();
            assertThat(console.isAnswered()).isFalse();
            assertThat(warnings(daemon)).isEqualTo(2);
        }
    }

    private static void start(DaemonUnderTest daemon, RawHttp console) {
        daemon.start();
        Await.until("the console answers", Await.LIMIT, console::isAnswered, daemon.home()::output);
    }

    private static long warnings(DaemonUnderTest daemon) {
        return daemon.remote().events().stream()
                .filter(event -> event.event().equals("bootstrap_password"))
                .count();
    }
}
