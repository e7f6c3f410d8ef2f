package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an app says, and what is said of it, is text on every page, in elements and in attributes. */
final class ConsoleMarkupIT {
    @RegisterExtension
    static final Desk desk = Desk.withFleet();

    private static final String MARKUP = "\"><img src=x onerror=\"window.struck=1\"><b id=planted title=\"";

    @Test
    @Finding(18)
    void quotesAndMarkupOfAnAppStayText() {
        desk.daemon()
                .home()
                .defineShell(
                        "evil",
                        "echo '" + MARKUP + "'; echo '" + MARKUP + "' >&2; exit 3",
                        "restart_policy: {policy: never}",
                        "logs: {hints: ['a\" onclick=\"window.struck=1\" id=\"planted.log']}");
        desk.daemon().pmctl("update").expect(0);
        desk.daemon().awaitPhase("evil", "FAILED");
        Page page = desk.logIn(Role.ADMIN);
        page.await("tr[data-app=evil]");
        assertNothingStruck(page);

        desk.go("#/app/evil").await("[data-page=app][data-app=evil]");
        page.awaitText("[data-section=why]", MARKUP).awaitText("[data-section=definition]", "planted.log");
        page.awaitText("[data-section=log]", MARKUP);
        assertNothingStruck(page);

        for (String place : List.of("#/events", "#/logs", "#/apps")) {
            desk.go(place).await("[data-page=" + place.substring(2) + "]");
            assertNothingStruck(page);
        }
        assertThat(desk.browser().complaints()).isEmpty();
    }

    private static void assertNothingStruck(Page page) {
        assertThat(page.count("#planted, [id^=planted], img[src=x], [onclick], [onerror]"))
                .isZero();
        assertThat(page.script("return window.struck")).isNull();
    }
}
