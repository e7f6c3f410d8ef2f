package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.dist.Tree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever becomes of the unit, its apps run on: restarts, crashes, a daemon that hangs, upgrades. */
final class VmUpgradeIT {
    private static final String ANOTHER_BUILD = "python3 " + Tree.machines().resolve("guest/another-build.py") + " ";

    @RegisterExtension
    static final VirtualMachine machine = VirtualMachine.named("upgrade");

    private static final InstalledUnit unit = new InstalledUnit(machine);

    private String daemon;
    private String web;
    private long uptime;

    @BeforeAll
    static void install() {
        unit.install(
                InstalledUnit.onShutdown("leave"), InstalledUnit.define("web", "sleep 100000 & exec sleep 100000"));
        unit.await("web has both processes", () -> unit.processes("web").lines().count() == 2);
    }

    @BeforeEach
    void remember() {
        daemon = unit.property("MainPID");
        web = unit.processes("web");
        uptime = unit.status("web").integer("uptime_ms");
    }

    /** The whole point: the same processes, which the new daemon knows as the same run. */
    @AfterEach
    void theAppNoticedNothing() {
        assertThat(unit.property("MainPID")).isNotEqualTo(daemon);
        assertThat(unit.processes("web")).isEqualTo(web);
        var status = unit.status("web");
        assertThat(status.text("phase")).isEqualTo("RUNNING");
        assertThat(status.integer("restarts_total")).isZero();
        assertThat(status.integer("uptime_ms")).isGreaterThan(uptime);
        assertThat(unit.pmctl("history web --format json").json().array("runs").values())
                .isEmpty();
    }

    @Test
    void aRestart() {
        unit.systemctl("restart processmaster");
        assertThat(unit.property("Result")).isEqualTo("success");
    }

    @Test
    void aStopAndLaterAStart() {
        unit.systemctl("stop processmaster");
        assertThat(unit.property("ActiveState")).isEqualTo("inactive");
        assertThat(unit.processes("web")).isEqualTo(web);
        unit.systemctl("start processmaster");
    }

    @Test
    void aKill() {
        unit.systemctl("kill -s KILL processmaster");
        unit.awaitDaemonAfter(daemon);
    }

    @Test
    void aDaemonThatHangs() {
        machine.run("mkdir -p /run/systemd/system/processmaster.service.d;"
                        + " printf '[Service]\\nWatchdogSec=10\\n' >/run/systemd/system/processmaster.service.d/soon.conf;"
                        + " systemctl daemon-reload; systemctl restart processmaster")
                .expect(0);
        String watched = unit.property("MainPID");

        machine.run("kill -STOP " + watched).expect(0);
        unit.awaitDaemonAfter(watched);

        assertThat(machine.run("journalctl -o cat -u processmaster").stdout()).contains("Watchdog timeout");
        machine.run("rm -r /run/systemd/system/processmaster.service.d; systemctl daemon-reload")
                .expect(0);
    }

    @Test
    void anUpgradeAsDocumented() {
        machine.run("mkdir -p /root/source/dist/target; cp -a " + Tree.root() + " /root/source/dist/target/; "
                        + ANOTHER_BUILD + "/root/source/dist/target/processmaster/lib documented")
                .expect(0);
        var commands = DocumentedCommands.of("systemd.md", "## Upgrading without touching the apps");
        int restart = commands.indexOf("systemctl restart processmaster");

        machine.run("cd /root/source; set -e\n" + String.join("\n", commands.subList(0, restart)))
                .expect(0);
        unit.pmctl("status").expect(5);
        machine.run("set -e\n" + String.join("\n", commands.subList(restart, commands.size())))
                .expect(0);

        assertThat(unit.pmctl("server-version").expect(0).stdout()).contains("documented");
        assertThat(unit.property("Result")).isEqualTo("success");
    }

    @Test
    void anUpgradeThatWritesOverTheJarsOfTheRunningDaemon() {
        machine.run(ANOTHER_BUILD + "/opt/processmaster/lib overwritten").expect(0);

        unit.systemctl("restart processmaster");

        assertThat(machine.run("journalctl -o cat -u processmaster _PID=" + daemon)
                        .stdout())
                .contains("leaving the apps running")
                .doesNotContain("NoClassDefFoundError", "ERROR");
        assertThat(machine.run("journalctl -o cat -u processmaster").stdout()).doesNotContain("stop-sigterm");
        assertThat(unit.pmctl("server-version").expect(0).stdout()).contains("overwritten");
    }
}
