package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Every page can be read by everybody on every screen, costs little, and asks nobody but the daemon. */
final class ConsolePagesIT {
    private static final long MOST_BYTES_OF_A_VIEW = 500_000;
    // Longer than the time after which the daemon looks at its apps again.
    private static final Duration IDLE = Duration.ofSeconds(11);
    private static final List<Screen> SCREENS = List.of(Screen.LIGHT, Screen.DARK, Screen.PHONE);

    @RegisterExtension
    static final Desk desk = Desk.withFleet();

    @BeforeAll
    static void start() {
        // Charts are worth looking at when there is something on them.
        Await.until(
                "two jobs have run",
                () -> desk.daemon().remote().history("tick").size() > 3);
    }

    // Places by the names of their pictures, each with what is there when it is complete.
    private static Map<String, List<String>> places() {
        Map<String, List<String>> places = new LinkedHashMap<>();
        places.put("apps", List.of("#/apps", "tr[data-app=web] .state[data-state=running]"));
        places.put("jobs", List.of("#/jobs", "tr[data-app=tick]"));
        places.put("app", List.of("#/app/web", "[data-section=charts] canvas", "[data-section=definition] pre"));
        places.put("app-failed", List.of("#/app/flaky", "[data-section=why] ul", "[data-section=runs] tr[data-run]"));
        places.put("app-job", List.of("#/app/tick", "[data-section=runs] tr[data-run]"));
        places.put("logs", List.of("#/logs/web/stdout.log", ".log-status[data-status=live]", ".log-line"));
        places.put("events", List.of("#/events", "tr[data-seq]"));
        places.put("admin", List.of("#/admin", "li[data-admin-action=disk-usage]"));
        return places;
    }

    private static void visit(List<String> place) {
        desk.go("#/apps").await("[data-page=apps]");
        desk.go(place.get(0));
        place.subList(1, place.size()).forEach(desk.page()::await);
    }

    private interface Look {
        void at(String name, Screen screen);
    }

    private static void everywhere(Look look) {
        try {
            for (Screen screen : SCREENS) {
                desk.browser().on(screen);
                for (Map.Entry<String, List<String>> place : places().entrySet()) {
                    visit(place.getValue());
                    look.at(place.getKey(), screen);
                }
            }
        } finally {
            desk.browser().on(Screen.LIGHT);
        }
    }

    @Test
    void everyPageIsReadOnEveryScreenByEverybody() {
        Page page = desk.logIn(Role.ADMIN);
        List<String> findings = new ArrayList<>();
        everywhere((name, screen) -> {
            Screens.take(desk.browser(), name);
            Axe.findings(page).forEach(finding -> findings.add(name + " " + screen.label() + ": " + finding));
            Object beyond = page.script("return document.documentElement.scrollWidth - innerWidth");
            if (!beyond.equals(0L)) {
                findings.add(name + " " + screen.label() + ": is wider than the screen by " + beyond);
            }
        });

        assertThat(String.join("\n", findings)).isEmpty();
        assertThat(desk.browser().complaints()).isEmpty();
        assertThat(desk.browser().traffic().failures()).isEmpty();
    }

    @Test
    void everyDialogIsReadOnEveryScreenByEverybody() {
        Page page = desk.logIn(Role.ADMIN);
        Map<String, List<String>> dialogs = new LinkedHashMap<>();
        dialogs.put("question", List.of("tr[data-app=mail] [data-action=stop]", "dialog.question"));
        dialogs.put("menu", List.of("tr[data-app=mail] [aria-label='More for mail']", "[role=menuitem]"));
        List<String> findings = new ArrayList<>();
        try {
            for (Screen screen : SCREENS) {
                desk.browser().on(screen);
                dialogs.forEach((name, steps) -> {
                    page.click(steps.get(0)).await(steps.get(1));
                    look(name, findings);
                    page.press(Keys.ESCAPE).awaitNo(steps.get(1));
                });
                page.chord(Keys.CONTROL, "k").await("dialog.palette [role=option]");
                look("palette", findings);
                page.press(Keys.ESCAPE).awaitNo("dialog.palette");
                Fleet.change(desk.daemon().home(), () -> {
                    page.chord(Keys.CONTROL, "k").await("dialog.palette [role=option]");
                    // There is no room for its button on a telephone.
                    page.press("reload definitions", Keys.ENTER)
                            .await("li[data-plan=start]")
                            .await("li[data-plan=stop]")
                            .await("li[data-plan=restart]")
                            .await("li[data-plan=live]")
                            .await("dialog.reload .warnings");
                    look("reload", findings);
                    page.press(Keys.ESCAPE).awaitNo("dialog.reload");
                });
            }
        } finally {
            desk.browser().on(Screen.LIGHT);
        }
        assertThat(String.join("\n", findings)).isEmpty();
    }

    private static void look(String name, List<String> findings) {
        String label = name + " " + desk.browser().screen().label();
        Screens.take(desk.browser(), name);
        Axe.findings(desk.page()).forEach(finding -> findings.add(label + ": " + finding));
    }

    @Test
    void theLogInPageIsReadOnEveryScreenByEverybody() {
        List<String> findings = new ArrayList<>();
        Page page = desk.logInPage();
        try {
            for (Screen screen : SCREENS) {
                desk.browser().on(screen);
                page.reload().await("form input[type=password]");
                look("log-in", findings);
            }
        } finally {
            desk.browser().on(Screen.LIGHT);
        }
        assertThat(String.join("\n", findings)).isEmpty();
        // The page itself is the answer to a request without credentials, which the browser calls a failure.
        assertThat(desk.browser().complaints()).allMatch(line -> line.contains("401"));
        assertThat(desk.browser()
                        .traffic()
                        .elsewhere("127.0.0.1", desk.console().port()))
                .isEmpty();
    }

    @Test
    void aViewOfAPageCostsLittleAndNobodyElseIsAsked() {
        Page page = desk.logIn(Role.ADMIN);
        for (Map.Entry<String, List<String>> place : places().entrySet()) {
            page.open("about:blank");
            desk.browser().beginAnew();
            page.open(desk.console().url("/" + place.getValue().get(0)));
            place.getValue().subList(1, place.getValue().size()).forEach(page::await);
            Traffic traffic = desk.browser().traffic();
            System.out.println("a first view of " + place.getKey() + ": " + traffic.bytes() / 1000 + " KB in "
                    + traffic.requests().size() + " requests");

            assertThat(traffic.bytes()).as(place.getKey()).isBetween(10_000L, MOST_BYTES_OF_A_VIEW);
            assertThat(traffic.elsewhere("127.0.0.1", desk.console().port()))
                    .as(place.getKey())
                    .isEmpty();
            assertThat(traffic.failures()).as(place.getKey()).isEmpty();
            assertThat(traffic.sockets()).as(place.getKey()).isNotEmpty();
        }
        assertThat(desk.browser().complaints()).isEmpty();
    }

    @Test
    void nothingIsPolled() {
        desk.logIn(Role.ADMIN);
        for (String name : List.of("apps", "jobs", "app", "logs", "events", "admin")) {
            visit(places().get(name));
            Await.until("the page has asked for what it needs", () -> {
                desk.browser().forget();
                long since = System.nanoTime();
                Await.until(
                        "a second",
                        () -> System.nanoTime() - since > Duration.ofSeconds(1).toNanos());
                return desk.browser().traffic().requests().isEmpty();
            });
            long since = System.nanoTime();
            Await.until("the idle time is over", () -> System.nanoTime() - since > IDLE.toNanos());

            assertThat(desk.browser().traffic().requests()).as(name).isEmpty();
            assertThat(desk.browser().traffic().frames())
                    .as("it lives all the same")
                    .isPositive();
        }
    }

    @Test
    void aThumbIsEnoughOnATelephone() {
        Page page = desk.logIn(Role.ADMIN);
        desk.browser().on(Screen.PHONE);
        try {
            page.reload().await("tr[data-app=mail]");
            page.click("tr[data-app=mail] [data-action=restart]")
                    .click("dialog.question [data-confirm]")
                    .awaitText(".toast[data-tone=good]", "mail");
            page.click(".place[data-place=jobs]").await("tr[data-app=tick]");
            page.click(".place[data-place=apps]")
                    .click("tr[data-app=web] .app-link")
                    .await("[data-page=app]");
            Object small = page.script(
                    """
                    return [...document.querySelectorAll('button, a.button, a.icon-button, .place')]
                        .filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 0)
                        .filter(e => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24)
                        .map(e => e.outerHTML.slice(0, 120)).join('\\n')
                    """);
            assertThat(small).as("smaller than 24 pixels").isEqualTo("");
        } finally {
            desk.browser().on(Screen.LIGHT);
        }
    }
}
