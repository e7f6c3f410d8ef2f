package io.processmaster.daemon.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.Rlimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The arguments of pm-launch, letter by letter, and what is made of its answers. */
final class ProgramTrampolineTest {
    private static final ProcessLimits OWN = new ProcessLimits(
            new TreeMap<>(Map.of("nofile", new Rlimit(65536, 65536), "core", new Rlimit(0, Rlimit.INFINITY))));
    private static final ProcessLimits DEFAULTS = new ProcessLimits(
            new TreeMap<>(Map.of("nofile", new Rlimit(1024, 4096), "core", new Rlimit(0, Rlimit.INFINITY))));
    private static final LaunchHost HOST = new LaunchHost(
            Optional.of("/proc/7/fd/9"),
            new LaunchTools("/bin/sh", "/usr/bin/setpriv", "/usr/bin/prlimit", "/usr/bin/nice"),
            OWN,
            DEFAULTS,
            0,
            Optional.of(new Credentials(0, 0, List.of(4))));
    private static final Identity WEB = new Identity(1000, -2, List.of(1001, 27), "web", "/home/web", "/bin/bash");
    private static final Identity ROOT = new Identity(0, 0, List.of(4), "root", "/root", "/bin/sh");

    private static Trampoline of(
            int nice, Map<String, Rlimit> rlimits, boolean noNewPrivileges, Identity identity, String... environment) {
        ProcessSpec spec = LaunchOrders.server("/srv/a b=c", nice, rlimits, noNewPrivileges);
        return Trampoline.of(LaunchOrders.of(spec, identity, List.of(environment)), HOST);
    }

    private static LaunchReport failed(LaunchStage stage, String detail, int code) {
        return new LaunchReport.Failed(stage, detail, code);
    }

    @Test
    void anAppOfWhomTheDaemonIsChangesOnlyWhatDiffers() {
        assertThat(of(0, Map.of(), false, ROOT).argv())
                .containsExactly(
                        "/proc/7/fd/9",
                        "enter",
                        "oom_score_adj=17",
                        "umask=0027",
                        "rlimit=nofile 1024:4096",
                        "directory=/srv/a b=c",
                        "--",
                        "./server",
                        "--name",
                        "a b; rm -rf /");
    }

    @Test
    void everythingElseComesBeforeTheUserAndGroupsBeforeTheGroup() {
        Map<String, Rlimit> rlimits =
                Map.of("core", new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY), "nofile", new Rlimit(65536, 65536));
        assertThat(of(-5, rlimits, true, WEB).argv().subList(1, 12))
                .containsExactly(
                        "enter",
                        "oom_score_adj=17",
                        "umask=0027",
                        "rlimit=core unlimited:unlimited",
                        "nice=-5",
                        "no_new_privs",
                        "groups=1001,27",
                        "gid=4294967294",
                        "uid=1000",
                        "directory=/srv/a b=c",
                        "--");
    }

    @Test
    void whoeverHasOtherGroupsThanTheDaemonIsChanged() {
        for (Identity identity : List.of(
                new Identity(0, 0, List.of(), "root", "/root", "/bin/sh"),
                new Identity(0, 0, List.of(4, 5), "root", "/root", "/bin/sh"),
                new Identity(0, 1, List.of(4), "root", "/root", "/bin/sh"),
                new Identity(1, 0, List.of(4), "toor", "/root", "/bin/sh"))) {
            assertThat(of(0, Map.of(), false, identity).argv()).contains("uid=" + identity.uid());
        }
        assertThat(of(0, Map.of(), true, ROOT).argv()).contains("no_new_privs").doesNotContain("uid=0");
        assertThat(of(0, Map.of(), false, new Identity(0, 0, List.of(), "root", "/root", "/bin/sh"))
                        .argv())
                .contains("groups=");
    }

    @Test
    void variablesAreThoseOfTheAppAndInNoArgumentOrText() {
        Trampoline trampoline = of(0, Map.of(), false, WEB, "PATH=/bin", "SECRET=hunter2");
        assertThat(trampoline.environment()).containsExactly("PATH=/bin", "SECRET=hunter2");
        assertThat(trampoline.argv())
                .noneMatch(argument -> argument.contains("hunter2") || argument.contains("SECRET"));
        assertThat(trampoline.toString()).doesNotContain("hunter2").contains("uid=1000");
    }

    /** Only as the first line, which is root's. */
    @Test
    void anotherProcessMayGoOnInItsPlace() {
        Trampoline trampoline = of(0, Map.of(), false, WEB);
        assertThat(trampoline.successor("process 4194304\nready\n")).hasValue(4194304);
        assertThat(trampoline.successor("process 7\n")).hasValue(7);
        assertThat(trampoline.read("process 7\nready\n")).isEqualTo(new LaunchReport.Executed());
        assertThat(trampoline.read("process 7\nstep 1 No such device\n"))
                .isEqualTo(failed(LaunchStage.ENTER_CGROUP, "enter: No such device", 0));
        assertThat(trampoline.read("process 7\n")).isEqualTo(failed(LaunchStage.SPAWN, "", 0));

        for (String text : List.of("", "ready\n", "process 7", "process 0\n", "process -1\n", " process 7\n")) {
            assertThat(trampoline.successor(text)).as(text).isEmpty();
        }
        assertThat(trampoline.successor("ready\nprocess 7\n")).isEmpty();
        assertThat(trampoline.read("ready\nprocess 7\n")).isEqualTo(LaunchReport.TAMPERED);
        assertThat(trampoline.successor("process 99999999999\n")).isEmpty();
    }

    @Test
    void whoCannotBeBornInTheCgroupMovesThere() {
        Trampoline first = of(0, Map.of(), false, WEB);
        Trampoline second = first.secondWay().orElseThrow();

        List<String> expected = new ArrayList<>(first.argv());
        expected.set(1, "move");
        assertThat(first.argv().get(1)).isEqualTo("enter");
        assertThat(second.argv()).isEqualTo(expected);
        assertThat(second.environment()).isEqualTo(first.environment());
        assertThat(second.secondWay()).isEmpty();
        assertThat(second.read("step 1 No such device\n"))
                .isEqualTo(failed(LaunchStage.ENTER_CGROUP, "move: No such device", 0));
    }

    @Test
    void readyAndNothingMoreMeansExecuted() {
        assertThat(of(0, Map.of(), false, WEB).read("ready\n")).isEqualTo(new LaunchReport.Executed());
    }

    @Test
    void nothingAtAllIsNotTakenForSuccess() {
        assertThat(of(0, Map.of(), false, WEB).read("")).isEqualTo(failed(LaunchStage.SPAWN, "", 0));
    }

    @Test
    void eachStepHasItsStageAndItsWords() {
        Trampoline trampoline = of(5, Map.of(), true, WEB);
        List<String> argv = trampoline.argv();
        assertThat(trampoline.read("step 1 No such device\n"))
                .isEqualTo(failed(LaunchStage.ENTER_CGROUP, "enter: No such device", 0));
        assertThat(trampoline.read("step " + argv.indexOf("rlimit=nofile 1024:4096") + " Operation not permitted\n"))
                .isEqualTo(failed(LaunchStage.PROCESS_LIMITS, "rlimits.nofile 1024:4096: Operation not permitted", 0));
        assertThat(trampoline.read("step " + argv.indexOf("uid=1000") + " Operation not permitted\n"))
                .isEqualTo(failed(LaunchStage.IDENTITY, "uid 1000: Operation not permitted", 0));
        assertThat(trampoline.read("step " + argv.indexOf("directory=/srv/a b=c") + " Permission denied\n"))
                .isEqualTo(failed(LaunchStage.CHANGE_DIRECTORY, "directory /srv/a b=c: Permission denied", 0));
        assertThat(trampoline.read("ready\nexecute 127 No such file or directory\n"))
                .isEqualTo(failed(LaunchStage.EXECUTE, "No such file or directory", 127));
        assertThat(trampoline.read("ready\nexecute 126 Text file busy\n"))
                .isEqualTo(failed(LaunchStage.EXECUTE, "Text file busy", 126));
    }

    @Test
    void whatPmLaunchNeverSaysIsNeitherSuccessNorAStep() {
        Trampoline trampoline = of(0, Map.of(), false, WEB);
        for (String text : List.of("step 0 x\n", "step 99 x\n", "step 1000 x\n", "step 1\n", "execute 127 x\n")) {
            assertThat(trampoline.read(text)).isEqualTo(failed(LaunchStage.SPAWN, text.strip(), 0));
        }
        for (String text : List.of("ready\nstep 1 x\n", "ready\nexecute 125 x\n", "ready\nexecute 127 x\nmore\n")) {
            assertThat(trampoline.read(text)).isEqualTo(LaunchReport.TAMPERED);
        }
        assertThat(trampoline.read("step 1 \u001b[31mred\u0007\n"))
                .isEqualTo(failed(LaunchStage.ENTER_CGROUP, "enter:  [31mred ", 0));
    }
}
