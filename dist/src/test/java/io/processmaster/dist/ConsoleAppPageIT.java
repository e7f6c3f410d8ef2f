package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The page of an app tells all of it; jobs, events and admin actions have pages of their own. */
final class ConsoleAppPageIT {
    private static final String CONFIRM = "dialog.question [data-confirm]";

    @RegisterExtension
    static final Desk desk = Desk.withFleet();

    @Test
    void whatAHealthyAppIsAndHasIsShown() {
        Page page = desk.logIn(Role.ADMIN);
        desk.go("#/app/web").await("[data-page=app][data-app=web] .state[data-state=running]");

        page.awaitText("[data-section=why]", "web");
        for (String chart : List.of("CPU", "Memory", "Disk", "Pressure")) {
            page.await("[data-chart='" + chart + "'] canvas");
        }
        Await.until(
                "the processor's curve is drawn",
                () -> Boolean.TRUE.equals(
                        page.script(
                                """
                const canvas = document.querySelector('[data-chart="CPU"] canvas');
                const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                return new Set(new Uint32Array(data.buffer)).size > 3;
                """)));
        page.awaitText("[data-section=ports]", "127.0.0.1").awaitText("[data-section=ports]", "perl");
        page.awaitText("[data-section=events]", "STARTING -> RUNNING");
        page.awaitText("[data-section=log]", "request");
        page.awaitText("[data-section=definition]", "DATABASE_PASSWORD");
        page.awaitText("[data-section=definition]", "stop_grace_period_ms");
        assertThat(page.text("body")).doesNotContain(Fleet.SECRET);
        assertThat(page.attribute("[data-chart='CPU'] [role=img]", "aria-label").orElse(""))
                .contains("at most");
        assertThat(desk.browser().complaints()).isEmpty();
    }

    @Test
    void whyAnAppFailedIsToldInItsOwnWords() {
        Page page = desk.logIn(Role.OPERATOR);
        desk.go("#/app/flaky").await(".state[data-state=waiting]");

        page.awaitText("[data-section=why]", "exit code 3");
        page.awaitText("[data-section=why] pre", "cannot open the database");
        page.awaitText("[data-section=runs] tr[data-run='1']", "code 3");
    }

    @Test
    void anAppIsSteeredFromItsPageAndItsPastGrows() {
        Page page = desk.logIn(Role.OPERATOR);
        desk.go("#/app/mail").await("[data-section=runs] p, [data-section=runs] tr[data-run]");
        long runs = page.count("[data-section=runs] tr[data-run]");

        page.click("[data-page=app] .page-head [data-action=restart]").click(CONFIRM);
        Await.until("one run more", () -> page.count("[data-section=runs] tr[data-run]") > runs);
        page.click("[data-page=app] .page-head [data-action=stop]").click(CONFIRM);
        page.await("[data-page=app] .state[data-state=stopped]").awaitText("[data-section=why]", "stopped");
        page.click("[data-page=app] .page-head [data-action=start]");
        page.await("[data-page=app] .state[data-state=running]");
    }

    @Test
    void anAppThatIsNotThereIsToldOf() {
        Page page = desk.logIn(Role.VIEWER);
        desk.go("#/app/no-such-app");
        page.awaitText("[data-page=app]", "no app of this name");
        desk.go("#/app/" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E").awaitText("h1", "<img src=x onerror=alert(1)>");
        assertThat(page.count("main img")).isZero();
    }

    @Test
    void jobsTellOfTheirNextAndPastRuns() {
        Page page = desk.logIn(Role.OPERATOR);
        desk.go("#/jobs").await("tr[data-app=report]").awaitText("tr[data-app=report] td[data-col=schedule]", "30 3");
        page.awaitText("tr[data-app=tick] td[data-col=last]", "finished");
        page.awaitText("tr[data-app=cleanup] td[data-col=last]", "failed");
        page.click("tr[data-app=report] [data-action=start]").awaitText(".toast", "report");
        page.awaitText("tr[data-app=report] td[data-col=last]", "finished");

        desk.go("#/app/report").awaitText("[data-section=why]", "Europe/Berlin");
        page.awaitText("[data-section=facts]", "in your time");
        page.awaitText("[data-section=facts] [data-zone='Europe/Berlin']", "03:30");
        desk.browser().cdp("Emulation.setTimezoneOverride", Map.of("timezoneId", "Europe/Berlin"));
        try {
            page.reload().await("[data-section=facts]").awaitText("[data-section=facts]", "next runs");
            page.awaitNo("[data-zone]").awaitNoText("[data-section=facts]", "in your time");
        } finally {
            desk.browser().cdp("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
        }
        page.reload().await("[data-zone]");
        assertThat(page.count("[data-section=facts] .next-runs time")).isEqualTo(5);
        page.awaitText("[data-section=runs] tr[data-run='1']", "a person");
        desk.go("#/app/tick").awaitText("[data-section=runs] tr[data-run]", "schedule");
        Await.until("past runs", () -> page.count("[data-section=runs] tr[data-run]") > 2);
    }

    @Test
    void eventsAppearAsTheyHappen() {
        Page page = desk.logIn(Role.ADMIN);
        desk.go("#/events").await("tr[data-seq]");
        page.fill("[data-filter]", "forking").awaitNoText("[data-page=events] tbody", "tick");
        long newest = newestEvent(page);

        desk.daemon().pmctl("restart", "forking").expect(0);

        Await.until("new events", () -> newestEvent(page) > newest);
        page.awaitText("[data-page=events] tbody", "forking");
        assertThat(desk.browser().complaints()).isEmpty();
    }

    private static long newestEvent(Page page) {
        Object newest = page.script(
                "return Math.max(0, ...[...document.querySelectorAll('tr[data-seq]')].map(e => +e.dataset.seq))");
        return ((Number) newest).longValue();
    }

    @Test
    void adminActionsAreRunAndKilledAfterAQuestion() {
        Page page = desk.logIn(Role.ADMIN);
        desk.go("#/admin").await("li[data-admin-action=disk-usage]");
        page.click("li[data-admin-action=long-job] button").click(CONFIRM).awaitText(".toast", "A long job");
        Await.until("it runs", () -> page.text("[data-pids]").contains("1"));
        assertThat(desk.daemon().pmctl("admin-ps").expect(0).stdout()).isNotBlank();

        page.click("[data-action=kill-all]").await("dialog.question").press(Keys.ESCAPE);
        page.click("[data-action=kill-all]").click(CONFIRM).awaitText(".toast[data-tone=good]", "killed");
        page.click("li[data-admin-action=disk-usage] button").click(CONFIRM);
        Await.until("it was run", () -> desk.daemon().remote().told("admin_action_ended", "disk-usage"));
        assertThat(desk.browser().complaints()).isEmpty();
    }

    @Test
    void whatTheDaemonSaysAfterItCameBackIsShownWithoutAReload() {
        Page page = desk.logIn(Role.ADMIN);
        page.script("window.pmSame = true");
        desk.daemon().terminate();
        page.await(".link-bar[data-link=lost]");

        desk.console().start();

        // Sessions end with the daemon: the person has to say again who they are.
        page.await(
                "form input[type=password], .link-bar[data-link=updated], tr[data-app=web] .state[data-state=running]");
        desk.logIn(Role.ADMIN).await("tr[data-app=web] .state[data-state=running]");
    }
}
