package io.processmaster.daemon.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LaunchReportTest {
    private static LaunchReport failed(LaunchStage stage, String detail, int code) {
        return new LaunchReport.Failed(stage, detail, code);
    }

    @Test
    void readyAndNothingMoreMeansExecuted() {
        assertThat(LaunchReport.parse("ready\n")).isEqualTo(new LaunchReport.Executed());
        assertThat(LaunchReport.parse("sh: 0: getcwd() failed: No such file or directory\nready\n"))
                .isEqualTo(new LaunchReport.Executed());
    }

    @Test
    void nothingAtAllIsNotTakenForSuccess() {
        assertThat(LaunchReport.parse("")).isEqualTo(failed(LaunchStage.SPAWN, "", 0));
    }

    @Test
    void eachStepHasItsStage() {
        assertThat(LaunchReport.parse("pm-launch: 2: echo: echo: I/O error\nenter\n"))
                .isEqualTo(failed(LaunchStage.ENTER_CGROUP, "pm-launch: 2: echo: echo: I/O error", 0));
        assertThat(LaunchReport.parse("limits nofile 1:2\n"))
                .isEqualTo(failed(LaunchStage.PROCESS_LIMITS, "nofile 1:2", 0));
        assertThat(LaunchReport.parse("prlimit: failed\n"))
                .isEqualTo(failed(LaunchStage.PROCESS_LIMITS, "prlimit: failed", 0));
        assertThat(LaunchReport.parse("/usr/bin/prlimit: unrecognized option '--x=1:1'\nTry 'prlimit --help'.\n"))
                .isEqualTo(failed(
                        LaunchStage.PROCESS_LIMITS,
                        "/usr/bin/prlimit: unrecognized option '--x=1:1'; Try 'prlimit --help'.",
                        0));
        assertThat(LaunchReport.parse("setpriv: setresuid failed\n"))
                .isEqualTo(failed(LaunchStage.IDENTITY, "setpriv: setresuid failed", 0));
        assertThat(LaunchReport.parse("ready\ndirectory\n")).isEqualTo(failed(LaunchStage.CHANGE_DIRECTORY, "", 0));
        assertThat(LaunchReport.parse("ready\nenvironment\n")).isEqualTo(failed(LaunchStage.ENVIRONMENT, "", 0));
        assertThat(LaunchReport.parse("ready\nexecute 127\n")).isEqualTo(failed(LaunchStage.EXECUTE, "", 127));
    }

    @Test
    void aNicenessThatCouldNotBeSetIsNoSuccess() {
        assertThat(LaunchReport.parse("/usr/bin/nice: cannot set niceness: Permission denied\nready\n"))
                .isEqualTo(
                        failed(LaunchStage.PROCESS_LIMITS, "/usr/bin/nice: cannot set niceness: Permission denied", 0));
    }

    @Test
    void theUsersShellCannotForgeWhatRootReports() {
        assertThat(LaunchReport.parse("ready\nsetpriv: you are root now\n"))
                .isEqualTo(failed(LaunchStage.SPAWN, "the status of the launch was tampered with", 0));
        assertThat(LaunchReport.parse("ready\nexecute 127\nexecute 127\n"))
                .isEqualTo(failed(LaunchStage.SPAWN, "the status of the launch was tampered with", 0));
    }

    @Test
    void controlCharactersNeverReachAMessage() {
        assertThat(LaunchReport.parse("setpriv: \u001b[31mred\u0007\n"))
                .isEqualTo(failed(LaunchStage.IDENTITY, "setpriv:  [31mred ", 0));
    }
}
