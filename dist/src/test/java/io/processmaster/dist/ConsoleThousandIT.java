package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** A thousand services are as easy to look at and to steer as ten. */
final class ConsoleThousandIT {
    private static final int APPS = 1_000;
    private static final long MOST_BYTES_OF_A_VIEW = 500_000;
    private static final long MOST_BYTES_OF_A_CHANGE = 8_000;
    private static final long MOST_ROWS = 100;
    private static final long MOST_ELEMENTS = 3_000;
    private static final int CHANGES = 40;
    private static final String CONFIRM = "dialog.question [data-confirm]";

    // Answers after how many milliseconds the picture fits what was typed or clicked.
    private static final String TIME =
            """
            const answer = arguments[0];
            const start = performance.now();
            const look = () => (%s)
                ? requestAnimationFrame(() => answer(performance.now() - start))
                : requestAnimationFrame(look);
            %s;
            look();
            """;

    private static final String FRAMES =
            """
            window.pmFrames = [];
            let last = performance.now();
            const frame = now => { window.pmFrames.push(now - last); last = now; requestAnimationFrame(frame); };
            requestAnimationFrame(frame);
            """;

    @RegisterExtension
    static final Desk desk = Desk.with(console -> IntStream.rangeClosed(1, APPS)
            .forEach(i -> console.daemon().home().defineShell(app(i), "exec sleep 100000")));

    private static String app(int number) {
        return String.format(Locale.ROOT, "svc-%04d", number);
    }

    private static Page list() {
        Page page = desk.logIn(Role.ADMIN);
        Await.until(
                "all of them run",
                Duration.ofSeconds(60),
                () -> page.text(".state-toggle[data-state=running] b").equals(Integer.toString(APPS)),
                () -> page.text("[data-page=apps]"));
        return page;
    }

    private static double timed(Page page, String act, String done) {
        return ((Number) page.asynchronous(TIME.formatted(done, act))).doubleValue();
    }

    @Test
    void theFirstViewIsSmallAndOnlyRowsInSightAreInThePage() {
        Page page = list();
        page.open("about:blank");
        desk.browser().beginAnew();
        page.open(desk.console().url("/")).await("tr[data-app=" + app(1) + "] .state[data-state=running]");
        Await.until("all are known", () -> page.text("[data-page=apps] .total").equals(Integer.toString(APPS)));
        long bytes = desk.browser().traffic().bytes();
        long rows = page.count("tr.row");
        long elements = page.count("*");
        System.out.printf("1,000 apps: a first view of %d KB, %d rows, %d elements%n", bytes / 1000, rows, elements);

        assertThat(bytes).isBetween(10_000L, MOST_BYTES_OF_A_VIEW);
        assertThat(rows).isBetween(10L, MOST_ROWS);
        assertThat(elements).isLessThan(MOST_ELEMENTS);

        page.script("const v = document.querySelector('.table-view'); v.scrollTop = v.scrollHeight");
        page.await("tr[data-app=" + app(APPS) + "] .state[data-state=running]");
        assertThat(page.count("tr.row")).isLessThan(MOST_ROWS);
        assertThat(desk.browser().complaints()).isEmpty();
    }

    @Test
    void filtersAndSortingAnswerAtOnce() {
        Page page = list();
        String type = "const i = document.querySelector('[data-filter]'); i.value = '%s';"
                + " i.dispatchEvent(new Event('input', {bubbles: true}))";
        double filtered = timed(
                page,
                type.formatted("svc-05"),
                "document.querySelectorAll('tr.row').length < 100 "
                        + "&& document.querySelector('tr.row')?.dataset.app === 'svc-0500'");
        assertThat(page.text("[data-page=apps] .total")).isEqualTo("100 of 1000");
        double all = timed(page, type.formatted(""), "document.querySelector('tr.row').dataset.app === 'svc-0001'");
        double sorted = timed(
                page,
                "document.querySelector('th[data-col=application] button').click()",
                "document.querySelector('tr.row').dataset.app === 'svc-1000'");
        page.click("th[data-col=application] button").await("tr[data-app=" + app(1) + "]");
        System.out.printf(
                "1,000 apps: filtered in %.0f ms, shown all in %.0f ms, sorted in %.0f ms%n", filtered, all, sorted);

        assertThat(List.of(filtered, all, sorted)).allMatch(ms -> ms < 500);
    }

    @Test
    void oneAndAHundredAreSteered() {
        Page page = list();
        page.fill("[data-filter]", app(777)).await("tr[data-app=" + app(777) + "]");
        page.click(Desk.button(app(777), "stop")).click(CONFIRM).await(Desk.state(app(777), "stopped"));
        page.click(Desk.button(app(777), "start")).await(Desk.state(app(777), "running"));

        page.fill("[data-filter]", "svc-09").await("tr[data-app=" + app(900) + "]");
        page.click("[aria-label='Actions on the 100 services shown']")
                .click("[role=menuitem][data-action=restart-all]")
                .click(CONFIRM)
                .awaitText(".toast[data-tone=good]", "100 apps restarted");
        assertThat(desk.daemon().remote().history(app(999))).isNotEmpty();
        assertThat(desk.daemon().remote().history(app(899))).isEmpty();
        page.press(Keys.ESCAPE);
        assertThat(desk.browser().complaints()).isEmpty();
    }

    @Test
    void changesTravelAsDifferencesAndThePageHasTimeLeft() {
        Page page = list();
        page.script(FRAMES);
        desk.browser().cdp("Performance.enable", Map.of("timeDomain", "threadTicks"));
        desk.browser().forget();
        double busyBefore = busy();
        long begin = System.nanoTime();
        for (int i = 1; i <= CHANGES; i++) {
            // Half of them are in sight.
            desk.daemon().remote().restart(app(i % 2 == 0 ? i / 2 : APPS - i));
        }
        Await.until("the last one is shown", () -> page.find("tr[data-app=" + app(CHANGES / 2) + "] td[data-col=pid]")
                .filter(pid -> pid.strip().equals(pid(app(CHANGES / 2))))
                .isPresent());
        double seconds = (System.nanoTime() - begin) / 1e9;
        double busy = busy() - busyBefore;
        long bytes = desk.browser().traffic().bytes();
        @SuppressWarnings("unchecked") // the script keeps numbers
        double[] frames = ((List<Number>) page.script("return window.pmFrames"))
                .stream().mapToDouble(Number::doubleValue).sorted().toArray();
        System.out.printf(
                "1,000 apps, %d restarts in %.1f s: %d bytes a restart, the page computes for %.2f s,"
                        + " %d frames, half within %.0f ms, all within %.0f ms%n",
                CHANGES,
                seconds,
                bytes / CHANGES,
                busy,
                frames.length,
                frames[frames.length / 2],
                frames[frames.length - 1]);

        assertThat(bytes / CHANGES).isLessThan(MOST_BYTES_OF_A_CHANGE);
        assertThat(busy / seconds).as("share of a processor").isLessThan(0.5);
        assertThat(frames[frames.length / 2]).isLessThan(100);
    }

    private static String pid(String app) {
        return Long.toString(desk.daemon().remote().status(app).life().mainPid().orElse(-1));
    }

    /** How many seconds of a processor the page's own thread has used. */
    private static double busy() {
        @SuppressWarnings("unchecked") // so the browser's protocol has it
        List<Map<String, Object>> metrics = (List<Map<String, Object>>)
                desk.browser().cdp("Performance.getMetrics", Map.of()).get("metrics");
        return metrics.stream()
                .filter(metric -> "TaskDuration".equals(metric.get("name")))
                .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
                .findFirst()
                .orElseThrow();
    }
}
