package io.processmaster.dist;

import io.processmaster.common.auth.Role;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A person's browser with the console of a real daemon, set up before the first test of a class and cleared away after
 * its last one.
 */
final class Desk implements BeforeAllCallback, AfterAllCallback {
    /** Where the log-in page wants the password. */
    static final String FORM = "form input[type=password]";

    private final Consumer<ConsoleUnderTest> furnish;
    private Optional<ConsoleUnderTest> console = Optional.empty();
    private Optional<Browser> browser = Optional.empty();

    private Desk(Consumer<ConsoleUnderTest> furnish) {
        this.furnish = furnish;
    }

    /** One whose daemon runs a {@link Fleet}, with further keys of its console. */
    static Desk withFleet(String... keys) {
        return with(console -> {
            console.daemon().home().configureConsole(keys);
            Fleet.define(console.daemon().home());
        });
    }

    /** One whose daemon runs what {@code furnish} defines. */
    static Desk with(Consumer<ConsoleUnderTest> furnish) {
        return new Desk(furnish);
    }

    /** Starts all of it; skips the tests where a part of it is missing. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Requires.browser();
        console = Optional.of(ConsoleUnderTest.prepare());
        furnish.accept(console());
        console().start();
        browser = Optional.of(Browser.start());
    }

    /** The console and its daemon. */
    ConsoleUnderTest console() {
        return console.orElseThrow();
    }

    /** The daemon, past the console. */
    DaemonUnderTest daemon() {
        return console().daemon();
    }

    /** What the person sees it with. */
    Browser browser() {
        return browser.orElseThrow();
    }

    /** What the person sees. */
    Page page() {
        return browser().page();
    }

    /** Shows the log-in page to a browser that knows nobody. */
    Page logInPage() {
        return logInPage(browser());
    }

    private Page logInPage(Browser visitor) {
        visitor.cdp("Network.clearBrowserCookies", Map.of());
        // A browser whose person has logged out sees the form at once; another one asks in a window of its own first,
        // which belongs to no page.
        visitor.cdp(
                "Network.setCookie",
                Map.of("url", console().url("/"), "name", "pm_signed_out", "value", "1", "path", "/"));
        Page page = visitor.page().open(console().url("/")).await(FORM);
        // What the last person looked at is not where this one goes on.
        page.script("sessionStorage.clear()");
        return page;
    }

    /** Logs in through the form, and returns when the apps are shown. */
    Page logIn(Role role) {
        return logIn(browser(), role);
    }

    /** The same in another browser. */
    Page logIn(Browser visitor, Role role) {
        logInPage(visitor);
        Page page = fillForm(visitor.page(), role);
        visitor.forget();
        return page.await("[data-page=apps] tr[data-app]");
    }

    /** Says in the form that is shown who one is, and returns when that is known. */
    static Page fillForm(Page page, Role role) {
        return page.fill("form input:not([type=password]):not([type=hidden])", role.word())
                .fill(FORM, ConsoleUnderTest.PASSWORD)
                .click("form button")
                .await(".user[data-user='" + role.word() + "'][data-role='" + role.word() + "']");
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
    public void afterAll(ExtensionContext context) {
        try {
            browser.ifPresent(Browser::close);
        } finally {
            console.ifPresent(ConsoleUnderTest::close);
        }
    }
}
