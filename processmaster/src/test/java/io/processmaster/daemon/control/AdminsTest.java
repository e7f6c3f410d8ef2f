package io.processmaster.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.api.AdminEntry;
import io.processmaster.common.api.AdminStarted;
import io.processmaster.common.names.AppName;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.spec.AdminAction;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.AdminActions;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminsTest {
    private static final Actor ANN = new Actor("uid=0(root) pid=7", 7);
    private static final AdminAction DISK = new AdminAction("disk", "Disk usage", List.of("df", "-h"));
    private static final AdminAction UPDATE = new AdminAction("update-pm", "Update", List.of("/sbin/update"));

    private final Host host = new Host();
    private final Admins admins = new Admins(host, new Audit(host, host));

    @Test
    void theListIsThatOfTheConfiguration() {
        assertThat(admins.list())
                .containsExactly(
                        new AdminEntry("disk", "Disk usage", List.of("df", "-h")),
                        new AdminEntry("update-pm", "Update", List.of("/sbin/update")));
    }

    @Test
    void whoAskedIsInTheJournalBeforeAnythingIsDone() throws Refused {
        assertThat(admins.run(ANN, "disk")).isEqualTo(new AdminStarted("disk", 42));
        assertThat(admins.kill(ANN)).isEqualTo(3);
        assertThat(host.steps)
                .containsExactly(
                        "admin_run disk by uid=0(root) pid=7",
                        "run disk for uid=0(root) pid=7",
                        "admin_kill by uid=0(root) pid=7",
                        "kill");
    }

    @Test
    void anUnknownIdIsRefusedWithThoseThatThereAre() {
        for (String id : List.of("", "DISK", "disk ", "df -h", "/sbin/update")) {
            Refused refused = catchThrowableOfType(Refused.class, () -> admins.run(ANN, id));
            assertThat(refused.kind()).isEqualTo(ErrorKind.UNKNOWN_ACTION);
            assertThat(refused).hasMessage("no such admin action: " + id + " (there are disk, update-pm)");
            assertThat(refused.data().compact()).isEqualTo("{\"ids\":[\"disk\",\"update-pm\"]}");
        }
        assertThat(host.steps).isEmpty();
    }

    @Test
    void aConfigurationWithoutActionsSaysSo() {
        host.actions = List.of();
        Refused refused = catchThrowableOfType(Refused.class, () -> admins.run(ANN, "disk"));
        assertThat(refused).hasMessage("no such admin action: disk (admin_actions has none)");
    }

    @Test
    void failuresHaveTheirKindAndReason() {
        host.answer = new AdminActions.Started.Failed("command[0] df: not found");
        Refused failed = catchThrowableOfType(Refused.class, () -> admins.run(ANN, "disk"));
        assertThat(failed.kind()).isEqualTo(ErrorKind.START_FAILED);
        assertThat(failed).hasMessage("cannot run disk: command[0] df: not found");

        host.answer = new AdminActions.Started.Full(32);
        Refused full = catchThrowableOfType(Refused.class, () -> admins.run(ANN, "disk"));
        assertThat(full.kind()).isEqualTo(ErrorKind.BUSY);
        assertThat(full).hasMessageContaining("32 admin actions run already");

        host.broken = true;
        Refused stuck = catchThrowableOfType(Refused.class, () -> admins.kill(ANN));
        assertThat(stuck.kind()).isEqualTo(ErrorKind.STOP_FAILED);
        Refused unread = catchThrowableOfType(Refused.class, admins::pids);
        assertThat(unread.kind()).isEqualTo(ErrorKind.IO_FAILED);
    }

    /** Actions that are only noted, in one list with what the journal is told. */
    private static final class Host implements AdminActions, EventLog, TimeSource {
        final List<String> steps = new ArrayList<>();
        List<AdminAction> actions = List.of(DISK, UPDATE);
        Started answer = new Started.Running(42);
        boolean broken;

        @Override
        public List<AdminAction> all() {
            return actions;
        }

        @Override
        public Started run(AdminAction action, String actor) {
            steps.add("run " + action.id() + " for " + actor);
            return answer;
        }

        @Override
        public List<Integer> pids() throws IOException {
            if (broken) {
                throw new IOException("read cgroup.procs: no such device");
            }
            return List.of(1, 2, 3);
        }

        @Override
        public int kill() throws IOException {
            if (broken) {
                throw new IOException("processes [1] are there after 5 s");
            }
            steps.add("kill");
            return 3;
        }

        @Override
        public JournalEntry append(
                Moment at,
                String component,
                Optional<AppName> app,
                String event,
                String message,
                Map<String, String> data) {
            steps.add(message);
            return new JournalEntry(1, 1, component, app, event, message, data);
        }

        @Override
        public List<JournalEntry> tail(Optional<AppName> app, int n) {
            return List.of();
        }

        @Override
        public Subscription subscribe(Optional<AppName> app, int n) {
            throw new UnsupportedOperationException("not read here");
        }

        @Override
        public Moment now() {
            return new Moment(Instant.EPOCH, 1);
        }

        @Override
        public String bootId() {
            return "boot";
        }
    }
}
