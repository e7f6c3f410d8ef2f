package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon that is killed while somebody works with its console. */
final class ConsoleCrashIT {
    private static final String CONFIRM = "dialog.question [data-confirm]";

    @RegisterExtension
    static final Desk desk = Desk.withFleet();

    @Test
    void anActionThatTheDaemonDiesOverIsNotClaimedAndThePageComesBackToTheTruth() {
        Page page = desk.logIn(Role.ADMIN);
        String mail = Desk.state("mail", "running");
        page.await(mail).await(Desk.state("slow", "running"));
        page.click(Desk.button("slow", "stop")).click(CONFIRM).await("tr[data-app=slow] .state[data-phase=STOPPING]");

        desk.daemon().killHard();

        page.await(".link-bar[data-link=lost]").awaitText(".link-bar", "Disconnected");
        page.awaitText(".toast[data-tone=bad]", "before the daemon answered");
        assertThat(page.count(".toast[data-tone=good]")).isZero();
        page.awaitNo("tr[data-app=slow] .state[data-state=pending]");

        desk.console().start();

        // Sessions end with the daemon: the page asks who is there, and goes on.
        page.await(Desk.FORM);
        Desk.fillForm(page, Role.ADMIN);
        page.await(mail).awaitNo(".link-bar");
        // Whether the wish was on disk when the daemon died is luck; that the page does not guess is not.
        Await.until(
                "slow is at rest, one way or the other", () -> !truth("slow").equals("STOPPING"));
        Await.until("the page shows what is true", () -> shown(page, "slow").equals(truth("slow")));
        if (desk.daemon().remote().status("slow").userStopped()) {
            page.await(Desk.state("slow", "stopped"));
        } else {
            page.await(Desk.state("slow", "running"));
            page.click(Desk.button("slow", "stop")).click(CONFIRM).await(Desk.state("slow", "stopped"));
        }
        page.click(Desk.button("slow", "start")).await(Desk.state("slow", "running"));
    }

    private static String truth(String app) {
        return desk.daemon().remote().status(app).life().phase();
    }

    private static String shown(Page page, String app) {
        return page.attribute("tr[data-app='" + app + "'] .state", "data-phase").orElse("");
    }

    @Test
    void aPersonWithAPasswordInTheBrowserIsBackWithoutAWord() {
        desk.logInPage();
        desk.browser().cdp("Network.clearBrowserCookies", java.util.Map.of());
        String url = "http://admin:" + ConsoleUnderTest.PASSWORD.replace(" ", "%20") + "@"
                + desk.console().authority() + "/";
        Page page = desk.page().open(url).await(Desk.state("mail", "running"));
        page.script("window.pmSame = true");

        desk.daemon().killHard();
        page.await(".link-bar[data-link=lost]");
        desk.console().start();
        desk.daemon().remote().stop("mail");

        page.awaitNo(".link-bar").await(Desk.state("mail", "stopped"));
        assertThat(page.script("return window.pmSame")).as("the same page").isEqualTo(true);
        page.click(Desk.button("mail", "start")).await(Desk.state("mail", "running"));
        page.open("about:blank");
    }
}
