package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** People get in and out, find things, and need no mouse. */
final class ConsolePeopleIT {
    private static final String CONFIRM = "dialog.question [data-confirm]";

    @RegisterExtension
    static final Desk desk = Desk.withFleet();

    @Test
    void whoLogsOutIsOutAndComesInAgain() {
        Page page = desk.logIn(Role.ADMIN);

        page.click("[data-action=log-out]").await("form input[type=password]");
        page.reload().await("form input[type=password]");
        assertThat(page.count("[data-page]")).isZero();

        desk.logIn(Role.VIEWER);
        assertThat(page.attribute(".user", "data-user")).contains("viewer");
    }

    @Test
    void aWrongPasswordIsToldAndTheRightOneIsTakenAfterIt() {
        Page page = desk.logInPage();
        page.fill("form input:not([type=password]):not([type=hidden])", "operator")
                .fill("form input[type=password]", "wrong")
                .click("form button");
        Await.until("it says so", () -> page.text("body").matches("(?is).*(wrong|not right|incorrect|invalid).*"));

        page.fill("form input:not([type=password]):not([type=hidden])", "operator")
                .fill("form input[type=password]", ConsoleUnderTest.PASSWORD)
                .press(Keys.ENTER);
        page.await("tr[data-app=web]");
    }

    @Test
    void anAddressWithNameAndPasswordWorks() {
        desk.logInPage();
        desk.browser().cdp("Network.clearBrowserCookies", java.util.Map.of());
        String url = "http://admin:" + ConsoleUnderTest.PASSWORD.replace(" ", "%20") + "@"
                + desk.console().authority() + "/";

        Page page = desk.page().open(url).await("tr[data-app=mail] .state[data-state=running]");
        desk.browser().forget();
        desk.go("#/app/mail").await("[data-section=definition] pre");

        assertThat(desk.browser().complaints()).isEmpty();
        page.open("about:blank");
    }

    @Test
    void aSessionThatEndedElsewhereShowsTheLogInPage() {
        Page page = desk.logIn(Role.ADMIN);
        desk.browser().cdp("Network.clearBrowserCookies", java.util.Map.of());
        desk.browser()
                .cdp(
                        "Network.setCookie",
                        java.util.Map.of("url", desk.console().url("/"), "name", "pm_signed_out", "value", "1"));

        page.click("tr[data-app=mail] [data-action=restart]").click("dialog.question [data-confirm]");

        page.await("form input[type=password]");
    }

    @Test
    void whatOnePersonDoesAnotherSeesAtTheSameMoment() {
        Page mine = desk.logIn(Role.ADMIN);
        try (Browser other = Browser.start()) {
            Page theirs = desk.logIn(other, Role.OPERATOR);
            mine.click(Desk.button("mail", "stop")).await(CONFIRM);

            theirs.click(Desk.button("mail", "stop")).click(CONFIRM).await(Desk.state("mail", "stopped"));

            // Behind my question, which I answer all the same: it is stopped, and nothing else is claimed.
            mine.await(Desk.state("mail", "stopped")).click(CONFIRM).awaitText(".toast[data-tone=good]", "mail");
            mine.await(Desk.state("mail", "stopped"));
            mine.click(Desk.button("mail", "start")).await(Desk.state("mail", "running"));
            theirs.await(Desk.state("mail", "running"));

            int runs = desk.daemon().remote().history("mail").size();
            mine.click(Desk.button("mail", "restart")).await(CONFIRM);
            theirs.click(Desk.button("mail", "restart")).await(CONFIRM);
            CompletableFuture<Page> together = CompletableFuture.supplyAsync(() -> theirs.click(CONFIRM));
            mine.click(CONFIRM);
            together.join().awaitText(".toast[data-tone=good]", "mail");
            mine.awaitText(".toast[data-tone=good]", "mail");
            Await.until(
                    "both pages show the process that runs",
                    () -> shownPid(mine).equals(shownPid(theirs))
                            && shownPid(mine).equals(runningPid("mail")));
            assertThat(desk.daemon().remote().history("mail").size()).isBetween(runs + 1, runs + 2);

            desk.go("#/events").fill("[data-filter]", "web:operator").awaitText("[data-page=events] tbody", "mail");
            assertThat(desk.browser().complaints()).isEmpty();
            assertThat(other.complaints()).isEmpty();
        }
    }

    private static String shownPid(Page page) {
        return page.text("tr[data-app=mail] td[data-col=pid]").strip();
    }

    private static String runningPid(String app) {
        return Long.toString(desk.daemon().remote().status(app).life().mainPid().orElse(-1));
    }

    @Test
    void everythingIsWithinReachOfTheKeyboard() {
        Page page = desk.logIn(Role.ADMIN);
        page.press("g", "j").await("[data-page=jobs]");
        page.press("g", "e").await("[data-page=events]");
        page.press("g", "l").await("[data-page=logs]");
        page.press("g", "d").await("[data-page=admin]");
        page.press("g", "a").await("[data-page=apps] tr[data-app=web]");
        page.press("?").await("dialog.keys").press(Keys.ESCAPE).awaitNo("dialog.keys");

        page.press("/").press("mail").awaitNo("tr[data-app=web]").await("tr[data-app=mail]");
        page.press(Keys.ESCAPE).await("tr[data-app=web]");

        page.script("document.querySelector('main').focus()");
        page.press("j").press(Keys.ARROW_DOWN).press("k").press(Keys.ENTER);
        page.await("[data-page=app]");

        page.press("g", "a").await("tr[data-app=mail]");
        page.chord(Keys.CONTROL, "k").await("dialog.palette").press("stop mail");
        page.awaitText("dialog.palette [role=option][aria-selected=true]", "stop mail")
                .press(Keys.ENTER)
                .await("dialog.question")
                .press(Keys.ENTER)
                .await(Desk.state("mail", "stopped"));
        page.chord(Keys.CONTROL, "k").await("dialog.palette").press("start mail");
        page.awaitText("dialog.palette [role=option][aria-selected=true]", "start mail")
                .press(Keys.ENTER)
                .await(Desk.state("mail", "running"));
        page.chord(Keys.CONTROL, "k").await("dialog.palette").press("web");
        page.awaitText("dialog.palette [role=option]", "web");
        page.press(Keys.ENTER).await("[data-page=app][data-app=web]");
        assertThat(desk.browser().complaints()).isEmpty();
    }

    @Test
    void theFocusIsSeenAndGoesRoundEverythingThatCanBePressed() {
        Page page = desk.logIn(Role.ADMIN);
        String where = "const e = document.activeElement; const s = getComputedStyle(e);"
                + "return e === document.body ? '' : e.tagName + '|' + (e.ariaLabel || e.textContent.trim()) + '|'"
                + " + (s.outlineStyle !== 'none' || s.boxShadow !== 'none')";
        List<String> visited = new java.util.ArrayList<>();
        for (int i = 0; i < 120; i++) {
            page.press(Keys.TAB);
            visited.add((String) page.script(where));
        }

        assertThat(visited).anyMatch(each -> each.contains("Stop web"));
        assertThat(visited).anyMatch(each -> each.contains("Jobs"));
        assertThat(visited)
                .filteredOn(each -> each.startsWith("BUTTON") || each.startsWith("A|"))
                .allMatch(each -> each.endsWith("|true"));
    }

    @Test
    void rowsAreFilteredAndSorted() {
        Page page = desk.logIn(Role.VIEWER);
        page.await(Desk.state("flaky", "waiting"));
        page.fill("[data-filter]", "mai");
        page.awaitNo("tr[data-app=web]").await("tr[data-app=mail]");
        page.fill("[data-filter]", "zzz").awaitText("[data-page=apps]", "no service fits");
        page.press(Keys.ESCAPE).await("tr[data-app=web]");

        page.click(".state-toggle[data-state=waiting]");
        page.awaitNo("tr[data-app=web]").await("tr[data-app=flaky]");
        assertThat(page.attribute(".state-toggle[data-state=waiting]", "aria-pressed"))
                .contains("true");
        page.click(".state-toggle[data-state=waiting]").await("tr[data-app=web]");

        List<String> names = page.texts("[data-page=apps] td[data-col=application] a");
        assertThat(names).isSorted().hasSizeGreaterThan(6);
        page.click("th[data-col=application] button").await("th[data-col=application][aria-sort=descending]");
        assertThat(page.texts("[data-page=apps] td[data-col=application] a"))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        page.click("th[data-col=state] button").await("th[data-col=state][aria-sort]");
        assertThat(page.texts("[data-page=apps] td[data-col=application] a").get(0))
                .isEqualTo("flaky");
        page.click("th[data-col=application] button").await("th[data-col=application][aria-sort=ascending]");

        page.click("[aria-label='Choose columns']");
        long before = page.count("th");
        page.click("[role=dialog] label input:not(:checked)");
        Await.until("a column more", () -> page.count("th") == before + 1);
        page.click("[role=dialog] label:last-of-type input").press(Keys.ESCAPE);
    }

    @Test
    void coloursAreChosenAndRemembered() {
        Page page = desk.logIn(Role.ADMIN);
        String colour = "return getComputedStyle(document.body).backgroundColor";
        Object light = page.script(colour);
        page.chord(Keys.CONTROL, "k").await("dialog.palette").press("colours: dark", Keys.ENTER);
        Await.until("it is dark", () -> !page.script(colour).equals(light));
        Object dark = page.script(colour);
        page.reload().await("tr[data-app=web]");
        assertThat(page.script(colour)).isEqualTo(dark);
        page.chord(Keys.CONTROL, "k").await("dialog.palette").press("colours: auto", Keys.ENTER);
        Await.until("it is light again", () -> page.script(colour).equals(light));
        desk.browser().on(Screen.DARK);
        assertThat(page.script(colour)).isEqualTo(dark);
        desk.browser().on(Screen.LIGHT);
    }
}
