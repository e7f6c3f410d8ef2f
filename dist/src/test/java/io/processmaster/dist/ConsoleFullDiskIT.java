package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console goes on, and says what is true, while nothing can be written into the state directory. */
final class ConsoleFullDiskIT {
    private static final String CONFIRM = "dialog.question [data-confirm]";

    private static Optional<SmallDisk> disk = Optional.empty();

    @RegisterExtension
    static final Desk desk = Desk.with(console -> {
        Fleet.define(console.daemon().home());
        disk = Optional.of(SmallDisk.mount(state(console), "1m"));
    });

    private static Path state(ConsoleUnderTest console) {
        try {
            return Files.createDirectory(console.daemon().home().path().resolve("state"));
        } catch (IOException e) {
            throw new AssertionError("cannot make the state directory", e);
        }
    }

    @AfterAll
    static void unmount() {
        desk.daemon().terminate();
        disk.ifPresent(SmallDisk::close);
    }

    @Test
    void actionsAreCarriedOutAndToldWhileTheStateCannotBeSaved() throws IOException {
        Page page = desk.logIn(Role.ADMIN).await(Desk.state("mail", "running"));
        disk.orElseThrow().fill();

        page.click(Desk.button("mail", "stop")).click(CONFIRM).await(Desk.state("mail", "stopped"));
        page.awaitText(".toast[data-tone=good]", "mail");
        assertThat(desk.daemon().status("mail").text("phase")).isEqualTo("STOPPED");
        desk.go("#/events").await("[data-grave=bad][title*=state_not_saved]");
        desk.go("#/app/mail").await("[data-page=app] .state[data-state=stopped]");
        page.click("[data-page=app] .page-head [data-action=start]")
                .await("[data-page=app] .state[data-state=running]");
        page.reload().await("[data-page=app] .state[data-state=running]");

        disk.orElseThrow().free();
        desk.go("#/apps");
        page.click(Desk.button("mail", "stop")).click(CONFIRM).await(Desk.state("mail", "stopped"));
        desk.go("#/events").await("[title*=state_saved_again]");
        assertThat(desk.browser().complaints()).isEmpty();

        desk.daemon().killHard();
        desk.console().start();
        assertThat(desk.daemon().status("mail").bool("user_stopped"))
                .as("it is remembered")
                .isTrue();
    }
}
