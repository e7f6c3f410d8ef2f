package io.processmaster.dist;

import io.processmaster.common.auth.Role;
import java.util.Map;

/** A person's browser with the console of a real daemon that runs a {@link Fleet}. */
final class Desk implements AutoCloseable {
    private final ConsoleUnderTest console;
    private final Browser browser;

    private Desk(ConsoleUnderTest console, Browser browser) {
        this.console = console;
        this.browser = browser;
    }

    /** Starts all of it; skips the test where a part of it is missing. */
    static Desk set() {
        Requires.browser();
        ConsoleUnderTest console = ConsoleUnderTest.prepare();
        try {
            Fleet.define(console.daemon().home());
            console.start();
            return new Desk(console, Browser.start());
        } catch (Throwable failure) {
            console.close();
            throw failure;
        }
    }

    /** The console and its daemon. */
    ConsoleUnderTest console() {
        return console;
    }

    /** The daemon, past the console. */
    DaemonUnderTest daemon() {
        return console.daemon();
    }

    /** What the person sees it with. */
    Browser browser() {
        return browser;
    }

    /** What the person sees. */
    Page page() {
        return browser.page();
    }

    /** Shows the log-in page to a browser that knows nobody. */
    Page logInPage() {
        browser.cdp("Network.clearBrowserCookies", Map.of());
        // A browser whose person has logged out sees the form at once; another one asks in a window of its own first,
        // which belongs to no page.
        browser.cdp(
                "Network.setCookie",
                Map.of("url", console.url("/"), "name", "pm_signed_out", "value", "1", "path", "/"));
        return page().open(console.url("/")).await("form input[type=password]");
    }

    /** Logs in through the form, and returns when the apps are shown. */
    Page logIn(Role role) {
        Page page = logInPage();
        page.fill("form input:not([type=password]):not([type=hidden])", role.word())
                .fill("form input[type=password]", ConsoleUnderTest.PASSWORD)
                .click("form button");
        page.await(".user[data-user='" + role.word() + "'][data-role='" + role.word() + "']");
        browser.forget();
        return page.await("[data-page=apps] tr[data-app=web]");
    }

    /** Goes to a page of the console, such as {@code #/jobs}. */
    Page go(String place) {
        page().script("location.hash = arguments[0]", place);
        return page();
    }

    /** The selector of the state that the row of an app shows. */
    static String state(String app, String state) {
        return "tr[data-app='" + app + "'] .state[data-state='" + state + "']";
    }

    /** The selector of a button in the row of an app. */
    static String button(String app, String action) {
        return "tr[data-app='" + app + "'] [data-action='" + action + "']";
    }

    @Override
    public void close() {
        try {
            browser.close();
        } finally {
            console.close();
        }
    }
}
