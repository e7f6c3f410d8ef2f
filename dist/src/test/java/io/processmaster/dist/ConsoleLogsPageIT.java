package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Logs are read as they are written, searched, stopped, coloured and taken home. */
final class ConsoleLogsPageIT {
    private static final String LAST =
            "const all = document.querySelectorAll('.log-line'); return all.length ? +all[all.length - 1].dataset.line : -1";
    private static final String AT_THE_END =
            "const v = document.querySelector('.log-view'); return v.scrollHeight - v.scrollTop - v.clientHeight < 40";

    @RegisterExtension
    static final Desk desk = Desk.withFleet();

    private Page page;

    @BeforeEach
    void open() {
        page = desk.logIn(Role.OPERATOR);
        desk.go("#/logs/web/stdout.log").await(".log-status[data-status=live]").await(".log-line");
    }

    private long last() {
        return ((Number) page.script(LAST)).longValue();
    }

    private void awaitMore() {
        long now = last();
        Await.until("more lines", () -> last() > now);
    }

    @Test
    void newLinesAppearAndTheEndStaysInView() {
        awaitMore();
        awaitMore();

        assertThat(page.script(AT_THE_END)).isEqualTo(true);
        assertThat(page.attribute("[data-switch=follow]", "aria-pressed")).contains("true");
        assertThat(desk.browser().complaints()).isEmpty();
    }

    @Test
    void aPauseHoldsTheLogAndItsEndShowsWhatCame() {
        page.click("[data-switch=pause]");
        assertThat(page.attribute("[data-switch=pause]", "aria-pressed")).contains("true");
        long held = last();
        String newest = "request " + (held + 3);
        Await.until("web wrote on", () -> log().contains(newest));
        assertThat(last()).isEqualTo(held);

        page.click("[data-switch=pause]");

        Await.until("what came is shown", () -> last() > held);
    }

    private static String log() throws IOException {
        return Files.readString(desk.daemon().home().directory("web").resolve("logs/stdout.log"));
    }

    @Test
    void coloursAreColours() {
        Object colours = page.script(
                """
                const spans = [...document.querySelectorAll('.log-line')].slice(-3)
                    .flatMap(line => [line, ...line.querySelectorAll('span')]);
                return new Set(spans.map(e => getComputedStyle(e).color)).size
                """);

        assertThat((Long) colours).isGreaterThan(2);
        assertThat(page.text(".log-view")).doesNotContain("\u001b", "[32m", "[0m");
    }

    @Test
    void wordsAreFoundInViewAndInTheWholeLog() {
        page.press("/").press("listening on");
        Await.until("it is found", () -> page.count("mark") > 0 || page.sees("[data-action=search-all]"));
        page.click("[data-action=search-all]")
                .awaitText(".log-line", "listening on port")
                .await("mark");
        page.press(Keys.ESCAPE);
        page.fill("[data-filter]", "request").click("[data-switch=only]");
        Await.until(
                "only these lines", () -> page.texts(".log-line").stream().allMatch(line -> line.contains("request")));
        page.fill("[data-filter]", "no-such-words-anywhere").awaitText(".found", "not found");
        assertThat(desk.browser().complaints()).isEmpty();
    }

    @Test
    void everyFileOfAnAppIsThere() {
        page.click("[data-file$='stderr.log']");
        page.await("[data-file$='stderr.log'][aria-current=true]");
        Await.until("errors come", () -> page.texts(".log-line").stream().anyMatch(line -> line.contains("ERROR")));
        assertThat(page.texts(".log-line")).noneMatch(line -> line.contains("INFO"));
        desk.go("#/logs").awaitText("[data-page=logs]", "choose an app");
        desk.go("#/logs/mail").awaitText(".log-line", "queue empty");
    }

    @Test
    void aFileIsDownloaded() throws IOException {
        page.click("[data-action=download]");
        Path file = desk.browser().downloads();
        Await.until("it has arrived", () -> {
            try (var files = Files.list(file)) {
                return files.anyMatch(each -> each.toString().endsWith(".log"));
            }
        });
        try (var files = Files.list(file)) {
            assertThat(Files.readString(files.findFirst().orElseThrow())).startsWith("listening on port");
        }
    }

    @Test
    void aLogThatIsWrittenVeryFastDoesNotStopThePage() {
        desk.daemon()
                .home()
                .defineShell("chatty", "while :; do echo 'a line of some length that says next to nothing'; done");
        desk.daemon().pmctl("update").expect(0);
        try {
            desk.go("#/logs/chatty/stdout.log").await(".log-line");
            awaitMore();
            assertThat(page.count(".log-line"))
                    .as("only what can be seen is there")
                    .isLessThan(500);
            desk.go("#/apps").await("tr[data-app=chatty] .state[data-state=running]");
            assertThat(desk.browser().complaints()).isEmpty();
        } finally {
            desk.daemon().home().undefine("chatty");
            desk.daemon().pmctl("update").expect(0);
        }
    }
}
