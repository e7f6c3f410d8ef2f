package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Where the configuration allows it, an admin makes a new app with a form, and nothing is made of what is wrong. */
final class ConsoleCreateIT {
    private static final String CREATE = "dialog.create [data-confirm]";
    private static final String PROBLEM = "dialog.create .problem";

    @RegisterExtension
    static final Desk desk = Desk.withFleet("allow_create: true");

    private static Page form() {
        Page page = desk.logIn(Role.ADMIN);
        return page.click("[data-action=create]").await("dialog.create");
    }

    private static String field(String name) {
        return "dialog.create [name=" + name + "]";
    }

    private static List<Path> definitions() throws IOException {
        try (Stream<Path> files = Files.list(desk.daemon().home().path().resolve("config.d"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void anAppIsMadeAndRuns() throws IOException {
        Page page = form();
        page.fill(field("name"), "fresh")
                .fill(field("script"), "/bin/sh")
                .fill(field("args"), "-c\necho made by hand; exec sleep 100000")
                .fill(field("cwd"), desk.daemon().home().directory("fresh").toString())
                .click(CREATE)
                .await("[data-page=app][data-app=fresh] .state[data-state=running]")
                .awaitText(".toast[data-tone=good]", "fresh");
        page.awaitText("[data-section=log]", "made by hand");

        assertThat(desk.daemon().status("fresh").text("phase")).isEqualTo("RUNNING");
        assertThat(Files.readString(desk.daemon().home().definition("fresh"))).contains("exec sleep 100000");
        assertThat(desk.daemon().remote().told("requested", "web:admin")).isTrue();
        assertThat(desk.browser().complaints()).isEmpty();
        desk.daemon().pmctl("stop", "fresh").expect(0);
    }

    @Test
    void aJobIsMadeAndWaitsForItsTime() {
        form().fill(field("name"), "nightly")
                .fill(field("script"), "/bin/true")
                .fill(field("cwd"), desk.daemon().home().directory("nightly").toString())
                .fill(field("schedule"), "30 3 * * *")
                .click(CREATE)
                .await("[data-page=app][data-app=nightly] .state[data-state=scheduled]")
                .awaitText("[data-section=facts]", "every day at 03:30");
    }

    @Test
    void whatIsWrongIsToldAndNothingIsWritten() throws IOException {
        List<Path> before = definitions();
        Page page = form();
        page.fill(field("name"), "two words")
                .fill(field("script"), "/bin/true")
                .fill(field("cwd"), "/tmp")
                .click(CREATE)
                .awaitText(PROBLEM, "name may only contain letters");
        page.fill(field("name"), "web").click(CREATE).awaitText(PROBLEM, "web");
        page.fill(field("name"), "wrong")
                .fill(field("cwd"), "/no/such/directory")
                .click(CREATE)
                .awaitText(PROBLEM, "/no/such/directory");
        page.fill(field("cwd"), "/tmp")
                .fill(field("schedule"), "61 * * * *")
                .click(CREATE)
                .awaitText(PROBLEM, "schedule");
        page.fill(field("schedule"), "")
                .fill(field("memory"), "much")
                .click(CREATE)
                .awaitText(PROBLEM, "much");

        assertThat(page.script("return document.querySelector(arguments[0]).value", field("script")))
                .as("what was typed is still there")
                .isEqualTo("/bin/true");
        page.press(Keys.ESCAPE).awaitNo("dialog.create");
        assertThat(definitions()).isEqualTo(before);
        assertThat(page.count("tr[data-app=wrong]")).isZero();
    }

    @Test
    void aFormThatIsNotFilledInIsNotSent() {
        Page page = form();
        page.fill(field("name"), "lonely").click(CREATE);

        assertThat(page.script("return document.querySelector('dialog.create form').checkValidity()"))
                .isEqualTo(false);
        assertThat(desk.browser().traffic().byScripts())
                .noneMatch(request ->
                        request.verb().equals("POST") && request.url().endsWith("/api/processes"));
    }

    @Test
    void onlyAnAdminIsOfferedIt() {
        for (Role role : List.of(Role.OPERATOR, Role.VIEWER)) {
            Page page = desk.logIn(role);
            assertThat(page.count("[data-action=create]")).as(role.word()).isZero();
        }
    }
}
