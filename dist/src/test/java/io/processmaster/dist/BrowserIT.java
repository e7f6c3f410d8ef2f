package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The browser under the tests of the console sees what those tests rely on it to see. */
class BrowserIT {
    private static final String PAGE =
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
            <link rel="icon" href="data:,"><script src="/page.js" defer></script></head>
            <body><main><h1>%s</h1><label>Name <input id="name"></label><button id="press">Press</button>
            <p id="said"></p></main></body></html>
            """;

    private static Browser browser;
    private static StaticSite site;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        site = StaticSite.start();
        site.put("/", PAGE.formatted("Good"))
                .put(
                        "/page.js",
                        """
                        document.querySelector('#press').addEventListener('click', () => {
                            document.querySelector('#said').textContent = 'Hello ' + document.querySelector('#name').value;
                        });
                        """);
    }

    @AfterAll
    static void end() {
        if (site != null) {
            site.close();
        }
        if (browser != null) {
            browser.close();
            assertThat(browser.processes()).isEmpty();
        }
    }

    @Test
    void aGoodPageGivesNoReasonForComplaint() {
        Page page = open("/");

        page.fill("#name", "Ada").click("#press").awaitText("#said", "hello ada");

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.traffic().failures()).isEmpty();
        assertThat(browser.traffic().requests())
                .extracting(Traffic.Request::url)
                .containsExactly(site.url("/"), site.url("/page.js"));
        assertThat(browser.traffic().bytes()).isBetween((long) PAGE.length(), 10_000L);
        assertThat(browser.traffic().elsewhere("127.0.0.1", site.port())).isEmpty();
        assertThat(Axe.findings(page)).isEmpty();
    }

    @Test
    void whatThePolicyForbidsAndWhatIsMissingIsSeen() {
        site.put("/bad", "<!DOCTYPE html><title>Bad</title><script>inline()</script><img src='/none.png' alt=''>");

        open("/bad");

        assertThat(browser.complaints()).anyMatch(line -> line.contains("Content Security Policy"));
        assertThat(browser.traffic().failures()).contains("404 " + site.url("/none.png"));
    }

    @Test
    void whatScriptsFetchAndWhereIsSeen() {
        site.put("/fetching", "<!DOCTYPE html><title>Fetching</title><script src='/fetching.js'></script>")
                .put("/fetching.js", "fetch('/page.js').then(() => fetch('http://localhost:' + location.port + '/'));");

        open("/fetching");

        Await.until("both are seen", () -> browser.traffic().byScripts().size() == 2);
        assertThat(browser.traffic().elsewhere("127.0.0.1", site.port()))
                .containsExactly("http://localhost:" + site.port() + "/");
    }

    @Test
    void whatFewCanReadIsFound() {
        site.put(
                "/grey",
                "<!DOCTYPE html><html lang='en'><title>Grey</title><main><h1>Grey</h1>"
                        + "<p><font color='#ccc'>Who can read this?</font></p><input></main></html>");

        List<String> findings = Axe.findings(open("/grey"));

        assertThat(findings).anyMatch(finding -> finding.contains("color-contrast"));
        assertThat(findings).anyMatch(finding -> finding.contains("label"));
    }

    @Test
    void thePageKnowsTheScreen() throws IOException {
        Page page = open("/");
        String dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
        String touch = "return matchMedia('(pointer: coarse)').matches";
        assertThat(page.script(dark)).isEqualTo(false);
        assertThat(page.script(touch)).isEqualTo(false);

        browser.on(Screen.DARK_PHONE);
        try {
            page.reload();
            assertThat(page.script(dark)).isEqualTo(true);
            assertThat(page.script(touch)).isEqualTo(true);
            assertThat(page.script("return screen.width")).isEqualTo(390L);
            Path picture = Screens.take(browser, "harness");
            var image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(picture)));
            assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(390, 844);
            Files.delete(picture);
        } finally {
            browser.on(Screen.LIGHT);
        }
    }

    private static Page open(String path) {
        browser.beginAnew();
        return browser.page().open(site.url(path));
    }
}
