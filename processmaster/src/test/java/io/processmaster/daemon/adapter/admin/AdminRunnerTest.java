package io.processmaster.daemon.adapter.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.spec.AdminAction;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.port.AdminActions.Started;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminRunnerTest {
    private static final AdminAction DISK = new AdminAction("disk", "Disk usage", List.of("df", "-h"));
    private static final AdminAction DEAD =
            new AdminAction("dead", "Dead", List.of(FakeAdminHost.DEAD_PROGRAM, "secret"));
    private static final Identity ROOT = new Identity(0, 0, List.of(), "root", "/root", "/bin/sh");

    private final FakeAdminHost host = new FakeAdminHost();
    private final AdminRunner runner = new AdminRunner(
            List.of(DISK, DEAD),
            Path.of("/srv/pm"),
            host,
            new AdminRunner.Parts(
                    host,
                    host,
                    host,
                    process -> ROOT,
                    (process, identity) -> List.of(process.environment().get(0).name() + "="
                            + process.environment().get(0).value())),
            new AdminEvents(host, host));

    private int start() {
        return ((Started.Running) runner.run(DISK, "ann")).pid();
    }

    @Test
    void itRunsAsRootInTheDirectoryAndTheCgroupOfActions() {
        int pid = start();

        LaunchOrder order = host.orders.get(0);
        assertThat(order.command()).containsExactly("df", "-h");
        assertThat(order.identity()).isEqualTo(ROOT);
        assertThat(order.process().workingDirectory()).isEqualTo("/srv/pm");
        assertThat(order.process().user()).isEmpty();
        assertThat(order.process().inheritEnvironment()).isFalse();
        assertThat(order.environment()).containsExactly("PROCESSMASTER_ADMIN_ACTION=disk");
        assertThat(order.commandKey()).isEqualTo("admin_actions.disk.command");
        assertThat(order.run()).isEmpty();
        assertThat(host.steps).containsExactly("stdout", "stderr", "make", "entrance", "launch");
        assertThat(host.openHandles()).isZero();
        assertThat(host.entries)
                .extracting(JournalEntry::event, JournalEntry::data)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "admin_action_started", Map.of("id", "disk", "pid", Integer.toString(pid), "actor", "ann")));
    }

    @Test
    void itsEndIsToldWithCodeOrSignalAndDuration() {
        int first = start();
        int second = start();
        host.nanos += 1_500_000_000L;
        host.end(first, ExitStatus.exited(3));
        host.end(second, ExitStatus.signalled(15, false));

        assertThat(host.entries.subList(2, 4))
                .extracting(JournalEntry::data)
                .containsExactly(
                        Map.of("id", "disk", "pid", Integer.toString(first), "took_ms", "1500", "code", "3"),
                        Map.of("id", "disk", "pid", Integer.toString(second), "took_ms", "1500", "signal", "SIGTERM"));
        assertThat(host.entries.get(2).message()).startsWith("disk ended with exit code 3 after 1s");
    }

    @Test
    void whatCannotBeExecutedIsAFailureWithItsReason() {
        Started started = runner.run(DEAD, "ann");

        assertThat(started)
                .isEqualTo(new Started.Failed("admin_actions.dead.command[0] /no/such/program: no such file"));
        assertThat(host.told()).containsExactly("admin_action_failed");
        assertThat(host.openHandles()).isZero();
    }

    @Test
    void onlySoManyRunAtOnceAndAnEndMakesRoom() {
        for (int i = 0; i < AdminRunner.MOST_RUNNING; i++) {
            start();
        }
        assertThat(runner.run(DISK, "ann")).isEqualTo(new Started.Full(AdminRunner.MOST_RUNNING));
        assertThat(host.orders).hasSize(AdminRunner.MOST_RUNNING);

        host.end(host.processes.first(), ExitStatus.exited(0));
        assertThat(runner.run(DISK, "ann")).isInstanceOf(Started.Running.class);
    }

    @Test
    void failuresTakeNoPlace() {
        for (int i = 0; i <= AdminRunner.MOST_RUNNING; i++) {
            assertThat(runner.run(DEAD, "ann")).isInstanceOf(Started.Failed.class);
        }
        start();
    }

    @Test
    void whatCannotBeFollowedRunsAndTakesNoPlace() {
        host.cannotWatch = true;
        for (int i = 0; i <= AdminRunner.MOST_RUNNING; i++) {
            start();
        }
        assertThat(host.told()).contains("admin_action_ended");
    }

    @Test
    void aKillAnswersWhenNobodyIsLeft() throws IOException {
        int pid = start();
        host.processes.add(500);

        assertThat(runner.kill()).isEqualTo(2);
        assertThat(runner.pids()).isEmpty();
        assertThat(host.waits()).isZero();
        assertThat(host.entries.get(1).data())
                .containsEntry("pid", Integer.toString(pid))
                .containsEntry("signal", "SIGKILL");
        assertThat(runner.kill()).isZero();
    }

    @Test
    void aKillThatLeavesSomebodyFailsAndNamesThem() {
        int pid = start();
        host.survivesKills = true;

        assertThatThrownBy(runner::kill)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/cg/admin_actions")
                .hasMessageContaining("[" + pid + "]");
        assertThat(host.waits()).isZero();
    }

    @Test
    void whatAnEarlierDaemonStartedIsFoundAndItsEndTold() throws IOException {
        // A number that no process has: nobody can tell which action it is.
        host.processes.add(Integer.MAX_VALUE);
        runner.adopt();
        assertThat(host.told()).containsExactly("admin_actions_found");
        assertThat(runner.pids()).containsExactly(Integer.MAX_VALUE);

        host.leave(Integer.MAX_VALUE);
        assertThat(host.told()).containsExactly("admin_actions_found", "admin_action_ended");
        assertThat(host.entries.get(1).data())
                .isEqualTo(Map.of("id", "unknown", "pid", Integer.toString(Integer.MAX_VALUE)));
    }

    @Test
    void nothingIsToldWhenNothingWasLeft() throws IOException {
        runner.adopt();
        assertThat(host.entries).isEmpty();
        assertThat(host.waits()).isZero();
    }

    @Test
    void onlyAnIdIsBelievedOfAnEnvironment() {
        assertThat(idIn("A=1\0PROCESSMASTER_ADMIN_ACTION=disk\0B=2\0")).contains("disk");
        assertThat(idIn("PROCESSMASTER_ADMIN_ACTION=a b\0")).isEmpty();
        assertThat(idIn("XPROCESSMASTER_ADMIN_ACTION=disk\0")).isEmpty();
        assertThat(idIn("")).isEmpty();
    }

    private static java.util.Optional<String> idIn(String environment) {
        return ActionIds.in(environment.getBytes(StandardCharsets.UTF_8));
    }
}
