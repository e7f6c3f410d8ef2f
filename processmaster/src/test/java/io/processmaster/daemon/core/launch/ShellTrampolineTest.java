package io.processmaster.daemon.core.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.Rlimit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The chain of a launch, letter by letter. */
final class ShellTrampolineTest {
    private static final LaunchTools TOOLS =
            new LaunchTools("/bin/sh", "/usr/bin/setpriv", "/usr/bin/prlimit", "/usr/bin/nice");
    private static final ProcessLimits OWN = new ProcessLimits(new TreeMap<>(Map.of(
            "nofile",
            new Rlimit(65536, 65536),
            "core",
            new Rlimit(0, Rlimit.INFINITY),
            "nproc",
            new Rlimit(500, 500))));
    private static final ProcessLimits DEFAULTS = new ProcessLimits(new TreeMap<>(Map.of(
            "nofile", new Rlimit(1024, 4096), "core", new Rlimit(0, Rlimit.INFINITY), "nproc", new Rlimit(500, 500))));
    private static final LaunchHost HOST =
            new LaunchHost(Optional.empty(), TOOLS, OWN, DEFAULTS, 0, Optional.of(new Credentials(0, 0, List.of(4))));
    private static final Identity WEB = new Identity(1000, 1001, List.of(1001, 27), "web", "/home/web", "/bin/bash");

    private static ProcessSpec spec(int nice, Map<String, Rlimit> rlimits, boolean noNewPrivileges) {
        return LaunchOrders.server("/srv/web", nice, rlimits, noNewPrivileges);
    }

    private static ShellTrampoline of(ProcessSpec spec, Identity identity, List<String> environment) {
        return ShellTrampoline.of(LaunchOrders.of(spec, identity, environment), HOST);
    }

    @Test
    void thePlainChainIsExactlyThis() {
        ShellTrampoline trampoline = of(spec(0, Map.of(), false), WEB, List.of("PATH=/bin", "SECRET=x'\"$y"));
        assertThat(trampoline.environment())
                .containsExactly("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "PM0=PATH=/bin", "PM1=SECRET=x'\"$y");
        assertThat(trampoline.argv())
                .containsExactly(
                        "/bin/sh",
                        "-c",
                        """
                        exec 5>&2 2>&3
                        echo 0 >/proc/self/fd/4/cgroup.procs || { echo enter >&3; exit 125; }
                        exec 4>&-
                        echo "$1" >/proc/self/oom_score_adj || { echo "limits oom_score_adj $1" >&3; exit 125; }
                        umask "$2" || { echo "limits umask $2" >&3; exit 125; }
                        { ulimit -Sn "$3" && ulimit -Hn "$4"; } || { echo "limits nofile $3:$4" >&3; exit 125; }
                        shift 4
                        exec "$@"
                        """,
                        "pm-launch",
                        "17",
                        "0027",
                        "1024",
                        "4096",
                        "/usr/bin/setpriv",
                        "--reuid",
                        "1000",
                        "--regid",
                        "1001",
                        "--groups",
                        "1001,27",
                        "/bin/sh",
                        "-c",
                        """
                        exec 2>&5 5>&-
                        echo ready >&3
                        [ -z "${BASH_VERSION-}" ] || { set +o posix; shopt -s execfail; }
                        cd -P "$1" 2>/dev/null || { echo directory >&3; exit 125; }
                        shift
                        trap 'echo environment >&3' EXIT
                        set -- "$PM0" "$PM1" "$@"
                        unset PM0 PM1 PATH PWD OLDPWD SHLVL _
                        [ -z "${BASH_VERSION-}" ] || declare -a SHLVL
                        export "${1}" "${2}" || exit 125
                        shift 2
                        trap 'echo "execute $?" >&3' EXIT
                        { command exec "$@"; } 3>&-
                        exit
                        """,
                        "pm-launch",
                        "/srv/web",
                        "./server",
                        "--name",
                        "a b; rm -rf /");
    }

    @Test
    void anAppOfWhomTheDaemonIsTakesOneShell() {
        Identity root = new Identity(0, 0, List.of(0, 4), "root", "/root", "/bin/sh");
        assertThat(of(spec(0, Map.of(), false), root, List.of("A=b")).argv())
                .containsExactly(
                        "/bin/sh",
                        "-c",
                        """
                        exec 5>&2 2>&3
                        echo 0 >/proc/self/fd/4/cgroup.procs || { echo enter >&3; exit 125; }
                        exec 4>&-
                        echo "$1" >/proc/self/oom_score_adj || { echo "limits oom_score_adj $1" >&3; exit 125; }
                        umask "$2" || { echo "limits umask $2" >&3; exit 125; }
                        { ulimit -Sn "$3" && ulimit -Hn "$4"; } || { echo "limits nofile $3:$4" >&3; exit 125; }
                        shift 4
                        exec 2>&5 5>&-
                        echo ready >&3
                        [ -z "${BASH_VERSION-}" ] || { set +o posix; shopt -s execfail; }
                        cd -P "$1" 2>/dev/null || { echo directory >&3; exit 125; }
                        shift
                        trap 'echo environment >&3' EXIT
                        set -- "$PM0" "$@"
                        unset PM0 PATH PWD OLDPWD SHLVL _
                        [ -z "${BASH_VERSION-}" ] || declare -a SHLVL
                        export "${1}" || exit 125
                        shift 1
                        trap 'echo "execute $?" >&3' EXIT
                        { command exec "$@"; } 3>&-
                        exit
                        """,
                        "pm-launch",
                        "17",
                        "0027",
                        "1024",
                        "4096",
                        "/srv/web",
                        "./server",
                        "--name",
                        "a b; rm -rf /");
    }

    @Test
    void whoeverHasMoreOrOtherRightsThanTheDaemonTakesTheWholeChain() {
        ProcessSpec plain = spec(0, Map.of(), false);
        for (Identity identity : List.of(
                WEB,
                new Identity(0, 0, List.of(), "root", "/root", "/bin/sh"),
                new Identity(0, 0, List.of(0, 4, 5), "root", "/root", "/bin/sh"),
                new Identity(0, 1, List.of(4), "root", "/root", "/bin/sh"),
                new Identity(1, 0, List.of(4), "toor", "/root", "/bin/sh"))) {
            assertThat(of(plain, identity, List.of()).argv()).contains("/usr/bin/setpriv");
        }
        Identity root = new Identity(0, 0, List.of(4), "root", "/root", "/bin/sh");
        assertThat(of(plain, root, List.of()).argv()).doesNotContain("/usr/bin/setpriv");
        assertThat(of(spec(0, Map.of(), true), root, List.of()).argv()).contains("--no-new-privs");
        assertThat(of(spec(5, Map.of(), false), root, List.of()).argv())
                .contains("/usr/bin/nice")
                .doesNotContain("/usr/bin/setpriv");
    }

    @Test
    void whatDiffersFromTheDaemonIsSetByTheToolThatCan() {
        Map<String, Rlimit> rlimits = Map.of(
                "core", new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY),
                "nofile", new Rlimit(10, 20),
                "nproc", new Rlimit(500, 500));
        List<String> argv = of(
                        spec(5, rlimits, true), new Identity(0, 0, List.of(), "root", "/root", "/bin/sh"), List.of())
                .argv();
        assertThat(argv.subList(3, 18))
                .containsExactly(
                        "pm-launch",
                        "17",
                        "0027",
                        "10",
                        "20",
                        "/usr/bin/prlimit",
                        "--core=unlimited:unlimited",
                        "/usr/bin/nice",
                        "-n",
                        "5",
                        "/usr/bin/setpriv",
                        "--reuid",
                        "0",
                        "--regid",
                        "0");
        assertThat(argv.subList(18, 22)).containsExactly("--clear-groups", "--no-new-privs", "/bin/sh", "-c");
    }

    @Test
    void aSoftLimitAboveThePresentHardOneIsSetAfterTheHardOne() {
        Map<String, Rlimit> rlimits = Map.of("nofile", new Rlimit(100_000, 200_000));
        assertThat(of(spec(0, rlimits, false), WEB, List.of()).argv().get(2))
                .contains("{ ulimit -Hn \"$4\" && ulimit -Sn \"$3\"; }");
    }

    @Test
    void noValueIsInAnArgumentOrInItsText() {
        ShellTrampoline trampoline = of(spec(0, Map.of(), false), WEB, List.of("SECRET=hunter2"));
        assertThat(trampoline.argv())
                .noneMatch(argument -> argument.contains("hunter2") || argument.contains("SECRET"));
        assertThat(trampoline.toString()).doesNotContain("hunter2");
    }

    @Test
    void theScriptOfTheMostVariablesFitsInOneArgument() {
        List<String> most = Collections.nCopies(Trampoline.MOST_VARIABLES, "A=b");
        assertThat(of(spec(0, Map.of(), false), WEB, most).argv()).allMatch(argument -> argument.length() < 128 * 1024);
        List<String> more = Collections.nCopies(Trampoline.MOST_VARIABLES + 1, "A=b");
        assertThatThrownBy(() -> of(spec(0, Map.of(), false), WEB, more)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNumberThatTheKernelTakesForNoChangeIsNoIdentity() {
        assertThatThrownBy(() -> new Identity(-1, 1, List.of(), "x", "/", "/bin/sh"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
