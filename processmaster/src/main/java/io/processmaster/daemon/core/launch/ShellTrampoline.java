package io.processmaster.daemon.core.launch;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.Rlimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * The way of a new process where pm-launch is not at hand: a chain of programs, as text.
 *
 * <p>A shell as root enters the cgroup and sets what a shell can set; prlimit, nice and setpriv do the rest; a second
 * shell, now as the user, takes on the app's environment, changes directory and executes the program. Nothing that comes
 * from a definition is ever part of a script, the app's environment reaches nothing that runs as another user and is in
 * no argument list, and each step that fails writes a line to {@link Trampoline#STATUS_FD}.
 *
 * <p>An app of root of which nothing is left to be changed between the two shells needs the first one only, which goes on
 * as the second: that saves two of the programs that are executed before the first instruction of the app.
 *
 * @param argv the first shell and its arguments
 * @param environment the variables of the app, carried as values of others
 */
record ShellTrampoline(List<String> argv, List<String> environment) implements Trampoline {
    private static final String NAME = "pm-launch";
    private static final String ROOT_PATH = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String CARRIER = "PM";
    private static final String OPEN_FILES = "nofile";

    // $1 oom_score_adj, $2 umask, then the chain. Standard error goes to the daemon until the user's shell takes over.
    private static final String AS_ROOT =
            """
            exec 5>&2 2>&3
            echo 0 >/proc/self/fd/4/cgroup.procs || { echo enter >&3; exit 125; }
            exec 4>&-
            echo "$1" >/proc/self/oom_score_adj || { echo "limits oom_score_adj $1" >&3; exit 125; }
            umask "$2" || { echo "limits umask $2" >&3; exit 125; }
            """;
    private static final String SOFT_FIRST =
            """
            { ulimit -Sn "$3" && ulimit -Hn "$4"; } || { echo "limits nofile $3:$4" >&3; exit 125; }
            shift 4
            """;
    private static final String HARD_FIRST =
            """
            { ulimit -Hn "$4" && ulimit -Sn "$3"; } || { echo "limits nofile $3:$4" >&3; exit 125; }
            shift 4
            """;
    private static final String GO_ON = """
            exec "$@"
            """;

    // $1 working directory, then the command. bash must be told to outlive a failed exec; dash runs the trap.
    private static final String AS_USER =
            """
            exec 2>&5 5>&-
            echo ready >&3
            [ -z "${BASH_VERSION-}" ] || { set +o posix; shopt -s execfail; }
            cd -P "$1" 2>/dev/null || { echo directory >&3; exit 125; }
            shift
            """;
    // What a shell exports by itself goes; bash would count SHLVL down into the environment, were it no array.
    private static final String NO_BASH_LEVEL = "[ -z \"${BASH_VERSION-}\" ] || declare -a SHLVL\n";
    private static final String NO_ENVIRONMENT = "unset PATH PWD OLDPWD SHLVL _\n" + NO_BASH_LEVEL;
    // The braces keep the status pipe at a close-on-exec descriptor: its end proves that the program was executed.
    private static final String EXECUTE =
            """
            trap 'echo "execute $?" >&3' EXIT
            { command exec "$@"; } 3>&-
            exit
            """;

    /** Copies the lists. */
    ShellTrampoline {
        argv = List.copyOf(argv);
        environment = List.copyOf(environment);
    }

    /** The way to start {@code order} on {@code host}; needs at most {@link #MOST_VARIABLES} variables. */
    static ShellTrampoline of(LaunchOrder order, LaunchHost host) {
        if (order.environment().size() > MOST_VARIABLES) {
            throw new IllegalArgumentException("more than " + MOST_VARIABLES + " variables");
        }
        ProcessSpec process = order.process();
        SortedMap<String, Rlimit> limits = host.limitsOf(process);
        Rlimit files = limits.remove(OPEN_FILES);
        List<String> changes = new ArrayList<>();
        prlimit(limits, host, changes);
        if (process.nice() != host.ownNice()) {
            changes.addAll(List.of(host.tools().nice(), "-n", Integer.toString(process.nice() - host.ownNice())));
        }
        setpriv(order, host, changes);
        String asRoot = AS_ROOT + (softFits(files, host) ? SOFT_FIRST : HARD_FIRST);
        String asUser = AS_USER + environmentScript(order.environment().size()) + EXECUTE;
        List<String> argv = new ArrayList<>();
        argv.addAll(List.of(host.tools().shell(), "-c", asRoot + (changes.isEmpty() ? asUser : GO_ON), NAME));
        argv.addAll(List.of(
                Integer.toString(process.oomScoreAdj()),
                process.umask().octal(),
                Trampoline.limitText(files.soft()),
                Trampoline.limitText(files.hard())));
        if (!changes.isEmpty()) {
            argv.addAll(changes);
            argv.addAll(List.of(host.tools().shell(), "-c", asUser, NAME));
        }
        argv.add(process.workingDirectory());
        argv.addAll(order.command());
        return new ShellTrampoline(argv, carried(order.environment()));
    }

    @Override
    public LaunchReport read(String report) {
        return LaunchReport.parse(report);
    }

    /** Each program is executed in the place of the one before. */
    @Override
    public OptionalInt successor(String report) {
        return OptionalInt.empty();
    }

    @Override
    public Optional<Trampoline> secondWay() {
        return Optional.empty();
    }

    /** Without the values, which are secret. */
    @Override
    public String toString() {
        return "ShellTrampoline" + argv;
    }

    /** A soft limit above the present hard one can only be set after the hard one. */
    private static boolean softFits(Rlimit files, LaunchHost host) {
        Rlimit own = host.own().of(OPEN_FILES).orElseThrow();
        return own.hard() == Rlimit.INFINITY || (files.soft() != Rlimit.INFINITY && files.soft() <= own.hard());
    }

    private static void prlimit(SortedMap<String, Rlimit> limits, LaunchHost host, List<String> argv) {
        List<String> options = new ArrayList<>();
        limits.forEach((name, limit) -> {
            if (!host.hasLimit(name, limit)) {
                options.add("--" + name + "=" + Trampoline.limitText(limit));
            }
        });
        if (!options.isEmpty()) {
            argv.add(host.tools().prlimit());
            argv.addAll(options);
        }
    }

    private static void setpriv(LaunchOrder order, LaunchHost host, List<String> argv) {
        Identity identity = order.identity();
        if (host.is(identity) && !order.process().noNewPrivileges()) {
            return;
        }
        argv.addAll(List.of(
                host.tools().setpriv(),
                "--reuid",
                Integer.toUnsignedString(identity.uid()),
                "--regid",
                Integer.toUnsignedString(identity.gid())));
        if (identity.groups().isEmpty()) {
            argv.add("--clear-groups");
        } else {
            argv.add("--groups");
            argv.add(identity.groupsText());
        }
        if (order.process().noNewPrivileges()) {
            argv.add("--no-new-privs");
        }
    }

    private static String environmentScript(int count) {
        if (count == 0) {
            return NO_ENVIRONMENT;
        }
        List<String> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add("\"$" + CARRIER + i + "\"");
            names.add(CARRIER + i);
            arguments.add("\"${" + (i + 1) + "}\"");
        }
        // Put together by hand: a format with a number loads what Java knows of the numbers of all languages.
        return "trap 'echo environment >&3' EXIT\nset -- " + String.join(" ", values) + " \"$@\"\nunset "
                + String.join(" ", names) + " PATH PWD OLDPWD SHLVL _\n" + NO_BASH_LEVEL + "export "
                + String.join(" ", arguments) + " || exit 125\nshift " + count + "\n";
    }

    private static List<String> carried(List<String> variables) {
        List<String> carried = new ArrayList<>();
        carried.add(ROOT_PATH);
        for (int i = 0; i < variables.size(); i++) {
            carried.add(CARRIER + i + "=" + variables.get(i));
        }
        return carried;
    }
}
