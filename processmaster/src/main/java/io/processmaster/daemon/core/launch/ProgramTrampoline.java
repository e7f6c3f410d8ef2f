package io.processmaster.daemon.core.launch;

import io.processmaster.common.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way of a new process through pm-launch, a small program that takes the steps in this order and then executes the app.
 *
 * <p>Its source is {@code src/main/c/launch.c}. The app's variables are its own from the beginning, and mean nothing to it
 * while it is root: it is linked statically, and reads {@code PATH} only after it has become the user.
 *
 * @param program pm-launch
 * @param steps what it changes, in order
 * @param command the program of the app with its arguments
 * @param environment the variables of the app
 */
record ProgramTrampoline(String program, List<Step> steps, List<String> command, List<String> environment)
        implements Trampoline {
    private static final String END = "--";
    private static final String ALL_WELL = "ready\n";
    private static final Pattern SUCCESSOR = Pattern.compile("\\Aprocess ([1-9][0-9]{0,8})\n");
    private static final Step BORN = new Step(LaunchStage.ENTER_CGROUP, "enter");
    private static final Step MOVED = new Step(LaunchStage.ENTER_CGROUP, "move");

    /**
     * One argument of pm-launch before the command.
     *
     * @param stage what has failed when it fails
     * @param argument {@code NAME}, or {@code NAME=VALUE}
     */
    record Step(LaunchStage stage, String argument) {
        private static final String LIMIT = "rlimit=";

        /** How messages name it: a limit by its key in the definition, since one of them is called nice, too. */
        String words() {
            return argument.startsWith(LIMIT)
                    ? "rlimits." + argument.substring(LIMIT.length())
                    : argument.replaceFirst("=", " ");
        }
    }

    /** Copies the lists. */
    ProgramTrampoline {
        steps = List.copyOf(steps);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
    }

    static ProgramTrampoline of(LaunchOrder order, LaunchHost host) {
        ProcessSpec process = order.process();
        List<Step> steps = new ArrayList<>();
        steps.add(BORN);
        steps.add(limit("oom_score_adj=" + process.oomScoreAdj()));
        steps.add(limit("umask=" + process.umask().octal()));
        host.limitsOf(process).forEach((name, rlimit) -> {
            if (!host.hasLimit(name, rlimit)) {
                steps.add(limit(Step.LIMIT + name + " " + Trampoline.limitText(rlimit)));
            }
        });
        if (process.nice() != host.ownNice()) {
            steps.add(limit("nice=" + process.nice()));
        }
        if (process.noNewPrivileges()) {
            steps.add(identity("no_new_privs"));
        }
        if (!host.is(order.identity())) {
            become(order.identity(), steps);
        }
        // As the user, who may not get everywhere.
        steps.add(new Step(LaunchStage.CHANGE_DIRECTORY, "directory=" + process.workingDirectory()));
        return new ProgramTrampoline(host.program().orElseThrow(), steps, order.command(), order.environment());
    }

    /** Groups first, since a user who is not root may change none. */
    private static void become(Identity identity, List<Step> steps) {
        steps.add(identity("groups=" + identity.groupsText()));
        steps.add(identity("gid=" + Integer.toUnsignedString(identity.gid())));
        steps.add(identity("uid=" + Integer.toUnsignedString(identity.uid())));
    }

    private static Step limit(String argument) {
        return new Step(LaunchStage.PROCESS_LIMITS, argument);
    }

    private static Step identity(String argument) {
        return new Step(LaunchStage.IDENTITY, argument);
    }

    @Override
    public List<String> argv() {
        List<String> argv = new ArrayList<>();
        argv.add(program);
        for (Step step : steps) {
            argv.add(step.argument());
        }
        argv.add(END);
        argv.addAll(command);
        return argv;
    }

    @Override
    public LaunchReport read(String report) {
        String rest = SUCCESSOR.matcher(report).replaceFirst("");
        return rest.equals(ALL_WELL) ? new LaunchReport.Executed() : ProgramReport.parse(rest, steps);
    }

    /** Said first, and by root: pm-launch enters the cgroup by a child that is born in it. */
    @Override
    public OptionalInt successor(String report) {
        Matcher matcher = SUCCESSOR.matcher(report);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** A kernel may kill what is born in a cgroup before it can say anything. To move there takes longer, and always works. */
    @Override
    public Optional<Trampoline> secondWay() {
        if (!steps.get(0).equals(BORN)) {
            return Optional.empty();
        }
        List<Step> others = new ArrayList<>(steps);
        others.set(0, MOVED);
        return Optional.of(new ProgramTrampoline(program, others, command, environment));
    }

    /** Without the values of variables, which are secret. */
    @Override
    public String toString() {
        return "ProgramTrampoline" + argv();
    }
}
