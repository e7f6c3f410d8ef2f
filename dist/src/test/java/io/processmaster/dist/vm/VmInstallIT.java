package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.dist.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Installation word for word as in the documentation, and what a person on duty does with the unit. */
final class VmInstallIT {
    @RegisterExtension
    static final VirtualMachine machine = VirtualMachine.named("install");

    private static final InstalledUnit unit = new InstalledUnit(machine);

    @BeforeAll
    static void install() {
        unit.install(
                "groupadd operators",
                "useradd -M -G operators member",
                "useradd -M stranger",
                "sed -i 's/^  group: .*/  group: operators/' /etc/processmaster/config.yaml",
                InstalledUnit.define("web", "exec sleep 100000"));
        unit.awaitProcesses("web");
    }

    @Test
    void theUnitIsUpAndTellsHowManyAppsThereAre() {
        assertThat(machine.run("stat -fc %T /sys/fs/cgroup").stdout()).isEqualTo("cgroup2fs\n");
        assertThat(unit.systemctl("is-active processmaster").stdout()).isEqualTo("active\n");
        assertThat(unit.systemctl("is-enabled processmaster").stdout()).isEqualTo("enabled\n");
        assertThat(unit.systemctl("status processmaster").stdout()).containsPattern("Status: \"\\d+ apps?\"");
        assertThat(machine.run("cat /sys/fs/cgroup/processmaster/cgroup.subtree_control")
                        .stdout())
                .contains("cpu", "io", "memory", "pids");
        machine.run("systemd-analyze verify --man=no /etc/systemd/system/processmaster.service")
                .expect(0);
    }

    @Test
    void theJournalHasTheDaemonsLinesButNotThoseOfApps() {
        String journal = machine.run("journalctl -o cat -u processmaster").stdout();
        assertThat(journal).contains("ready, socket /run/processmaster/processmaster.sock");
        assertThat(journal).doesNotContain("ERROR");
    }

    @Test
    void onlyMembersOfItsGroupUseTheSocket() {
        assertThat(machine.run("stat -c '%U %G %a' /run/processmaster/processmaster.sock")
                        .stdout())
                .isEqualTo("root operators 660\n");
        assertThat(as("member", "status").expect(0).stdout()).contains("web");
        assertThat(as("stranger", "status").expect(3).stdout()).contains("permission denied");
        machine.run("setpriv --reuid nobody --clear-groups ls /var/lib/processmaster")
                .expect(2);
    }

    @Test
    void aReloadReadsDefinitionsAndTouchesNothingElse() {
        String daemon = unit.property("MainPID");
        String before = unit.processes("web");
        machine.run(InstalledUnit.define("later", "exec sleep 100000")).expect(0);

        unit.systemctl("reload processmaster");
        unit.awaitProcesses("later");
        machine.run("echo broken: true >/etc/processmaster/config.d/bad.yaml").expect(0);
        unit.systemctl("reload processmaster");
        unit.await(
                "the journal tells of the bad file",
                () -> machine.run("journalctl -o cat -u processmaster").stdout().contains("bad.yaml:1:1"));
        machine.run("rm /etc/processmaster/config.d/bad.yaml").expect(0);
        unit.systemctl("daemon-reload");

        unit.await(
                "the unit is active again", () -> unit.property("ActiveState").equals("active"));
        assertThat(unit.property("MainPID")).isEqualTo(daemon);
        assertThat(unit.processes("web")).isEqualTo(before);
    }

    @Test
    void anAppCannotSpeakToSystemdInTheDaemonsName() {
        String state = unit.property("MainPID") + unit.property("NRestarts");
        machine.run(InstalledUnit.define(
                        "speaker",
                        "env; systemd-notify --status=stolen STOPPING=1; echo refused $?;"
                                + " NOTIFY_SOCKET=/run/systemd/notify systemd-notify --status=stolen; exec sleep 100000",
                        "  inherit_environment: true"))
                .expect(0);
        unit.pmctl("update").expect(0);
        unit.await(
                "the app has spoken",
                () -> unit.processes("speaker").lines().count() == 1
                        && machine.run("cat /srv/speaker/logs/stdout.log")
                                .stdout()
                                .contains("refused")
                        && machine.run("pgrep -f systemd-notify").exit() == 1);

        assertThat(machine.run("cat /srv/speaker/logs/stdout.log").stdout())
                .contains("LANG=", "refused 1")
                .doesNotContain("NOTIFY_SOCKET", "WATCHDOG", "INVOCATION_ID", "JOURNAL_STREAM", "STATE_DIRECTORY");
        assertThat(unit.property("StatusText")).doesNotContain("stolen");
        assertThat(unit.property("MainPID") + unit.property("NRestarts")).isEqualTo(state);
        assertThat(unit.property("ActiveState")).isEqualTo("active");
    }

    @Test
    void aStopLeavesNothingAndTheNextStartBringsItBack() {
        String before = unit.processes("web");
        unit.systemctl("stop processmaster");

        assertThat(unit.property("Result")).isEqualTo("success");
        Outcome left = machine.run("ls -d /sys/fs/cgroup/processmaster; pgrep -x sleep");
        assertThat(left.stdout()).contains("No such file").doesNotContainPattern("(?m)^\\d+$");
        unit.pmctl("status").expect(3);

        unit.systemctl("start processmaster");
        unit.awaitProcesses("web");
        assertThat(unit.processes("web")).isNotEqualTo(before);
    }

    private static Outcome as(String user, String command) {
        return machine.run("runuser -u " + user + " -- pmctl " + command);
    }
}
