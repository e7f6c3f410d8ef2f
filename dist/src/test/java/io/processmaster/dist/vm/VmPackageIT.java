package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.dist.Await;
import io.processmaster.dist.Outcome;
import io.processmaster.dist.Packages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Debian package on a host without Java: installed, used, upgraded, removed, purged. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class VmPackageIT {
    /** The guest's disk is slow, and a package is large. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private static final String APT = "DEBIAN_FRONTEND=noninteractive apt-get -q -y ";

    @RegisterExtension
    static final VirtualMachine machine =
            VirtualMachine.named("package").sharing(() -> Packages.ofThisBuild().directory());

    @Test
    @Order(1)
    void itIsInstalledWhereThereIsNoJava() {
        run(
                "dpkg --purge --force-depends openjdk-17-jre-headless ca-certificates-java java-common; rm -rf /usr/lib/jvm");
        assertThat(machine.run("command -v java").exit()).isNotZero();

        run(APT + "install " + deb());

        assertThat(said("systemctl is-active processmaster; systemctl is-enabled processmaster"))
                .isEqualTo("active\nenabled");
        assertThat(said("stat -c '%U %G %a' /run/processmaster/processmaster.sock"))
                .isEqualTo("root processmaster 660");
        assertThat(said("stat -c '%U %G %a' /etc/processmaster/config.yaml")).isEqualTo("root root 640");
        assertThat(said("pmctl service status")).contains("from a package").endsWith("now      active");
        assertThat(machine.run("pmctl service install").exit()).isEqualTo(1);
        assertThat(said("journalctl -u processmaster")).doesNotContain("class archive");
    }

    @Test
    @Order(2)
    void aDefinitionThatIsDroppedInRuns() {
        run("printf 'process:\\n  working_directory: /srv\\n  start_command: [sleep, infinity]\\n'"
                + " >/etc/processmaster/config.d/web.yaml; pmctl update");

        awaitTheApp("\\d+");
        assertThat(pidsOfTheApp()).matches("\\d+");
    }

    @Test
    @Order(3)
    void theGroupMayUsePmctlAndNobodyElseMay() {
        run("useradd ann; useradd -G processmaster bob");

        assertThat(machine.run("setpriv --reuid bob --init-groups pmctl status", LIMIT)
                        .exit())
                .isZero();
        assertThat(machine.run("setpriv --reuid ann --init-groups pmctl status", LIMIT)
                        .exit())
                .isEqualTo(3);
    }

    @Test
    @Order(4)
    void theConsoleIsReachableOnceItIsSwitchedOnAndNoAppIsTouchedForThat() {
        String before = pidsOfTheApp();
        run("printf 'web_console:\\n  enabled: true\\n' >>/etc/processmaster/config.yaml");
        handOver();

        assertThat(said("curl -sS -u admin:admin http://127.0.0.1:9001/api/processes"))
                .contains("\"web\"");
        assertThat(pidsOfTheApp()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void anUpgradeReplacesTheDaemonAndLeavesTheAppAlone() {
        String daemon = said("systemctl show -P MainPID processmaster");
        String app = pidsOfTheApp();

        run(APT + "install " + newerDeb());

        assertThat(said("dpkg-query -W -f '${Version}' processmaster")).endsWith("+newer");
        assertThat(said("systemctl is-active processmaster")).isEqualTo("active");
        assertThat(said("systemctl show -P MainPID processmaster")).isNotEqualTo(daemon);
        assertThat(pidsOfTheApp()).isEqualTo(app);
        awaitTheApp(app);
        // Orderly: the old one was not killed, although a stop of the unit stops the apps.
        assertThat(said("pmctl events -n 50 --format json")).contains("leaving the apps running");
        assertThat(said("journalctl -u processmaster")).doesNotContain("Failed with result");
        assertThat(said("tail -n 1 /etc/processmaster/config.yaml")).isEqualTo("enabled: true");
    }

    @Test
    @Order(6)
    void aDaemonThatWasStoppedStaysStoppedOverAnUpgrade() {
        run("systemctl stop processmaster");

        run(APT + "--allow-downgrades install " + deb());

        assertThat(said("systemctl is-active processmaster || true")).isEqualTo("inactive");
        run("systemctl start processmaster");
        assertThat(pidsOfTheApp()).matches("\\d+");
    }

    @Test
    @Order(7)
    void removingStopsEverythingAlsoWhereAStopOfTheDaemonLeavesTheApps() {
        run("sed -i 's/on_shutdown: stop/on_shutdown: leave/' /etc/processmaster/config.yaml");
        handOver();
        String app = pidsOfTheApp();
        run("systemctl stop processmaster");
        assertThat(pidsOfTheApp()).isEqualTo(app);
        run("systemctl start processmaster");

        run(APT + "remove processmaster");

        assertThat(machine.run("kill -0 " + app).exit()).isNotZero();
        assertThat(machine.run("test -e /sys/fs/cgroup/processmaster").exit()).isNotZero();
        assertThat(machine.run("test -e /usr/lib/processmaster").exit()).isNotZero();
        run("test -e /etc/processmaster/config.d/web.yaml && test -d /var/lib/processmaster");
    }

    @Test
    @Order(8)
    void purgingLeavesNothing() {
        run(APT + "purge processmaster");

        assertThat(said("find / -xdev -name '*processmaster*' ! -path '/var/lib/dpkg/*' ! -path '*/target/*'"))
                .isEmpty();
        assertThat(machine.run("getent group processmaster").exit()).isNotZero();
        assertThat(machine.run("systemctl cat processmaster").exit()).isNotZero();
    }

    @Test
    @Order(9)
    void theUnpackedArchiveInstallsItselfAsAService() {
        run("tar -C /opt --no-same-owner -xzf " + Packages.ofThisBuild().archive());
        String pmctl = "/opt/processmaster-" + Packages.version() + "/bin/pmctl";

        assertThat(said(pmctl + " service install")).endsWith("started processmaster.service");
        assertThat(said(pmctl + " service install")).contains("is up to date").contains("it runs already");
        assertThat(said(pmctl + " service status")).contains("/opt/").endsWith("now      active");
        assertThat(said(pmctl + " status")).contains("no apps");
        assertThat(said(pmctl + " service uninstall")).contains("left alone: /opt/");
        assertThat(machine.run("systemctl cat processmaster").exit()).isNotZero();
        run("test -e /etc/processmaster/config.yaml");
    }

    /** Has the daemon make way for the next one, and returns once that serves. */
    private static void handOver() {
        run("pid=$(systemctl show -P MainPID processmaster); kill -s USR1 $pid;"
                + " while kill -0 $pid 2>/dev/null; do sleep 0.1; done; systemctl start processmaster");
    }

    /** Returns once the app is told to run, with such a pid. */
    private static void awaitTheApp(String pid) {
        Pattern running = Pattern.compile("\nweb +service +RUNNING +RUNNING +" + pid + " ");
        Await.until(
                "the app runs",
                LIMIT,
                () -> running.matcher(said("pmctl status --no-color")).find(),
                () -> said("pmctl status --no-color"));
    }

    private static String pidsOfTheApp() {
        return said("cat /sys/fs/cgroup/processmaster/web/cgroup.procs");
    }

    private static Path deb() {
        return Packages.ofThisBuild().deb();
    }

    private static Path newerDeb() {
        return Packages.ofThisBuild().newerDeb();
    }

    private static String said(String script) {
        return run(script).stdout().strip();
    }

    private static Outcome run(String script) {
        return machine.run(script, LIMIT).expect(0);
    }
}
