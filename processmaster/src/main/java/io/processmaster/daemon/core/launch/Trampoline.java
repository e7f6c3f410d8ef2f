package io.processmaster.daemon.core.launch;

import io.processmaster.common.spec.Rlimit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a new process runs through before it becomes the app: exact arguments and environment, as text.
 *
 * <p>Nothing that comes from a definition is ever part of a script, no value of a variable is in an argument list, and each
 * step that fails reports to {@link #STATUS_FD}.
 */
public sealed interface Trampoline permits ProgramTrampoline, ShellTrampoline {
    /** Where the steps report. */
    int STATUS_FD = 3;

    /** The directory of the cgroup, so that one that was removed meanwhile cannot be mistaken for a new one. */
    int ENTRANCE_FD = 4;

    /** More variables than these would make the script of a shell longer than an argument may be. */
    int MOST_VARIABLES = 4000;

    /** The way to start {@code order} on {@code host}; needs at most {@link #MOST_VARIABLES} variables. */
    static Trampoline of(LaunchOrder order, LaunchHost host) {
        return host.program().isPresent() ? ProgramTrampoline.of(order, host) : ShellTrampoline.of(order, host);
    }

    /** The first program and its arguments. */
    List<String> argv();

    /** The environment of the first program. */
    List<String> environment();

    /** What became of it, by all that came out of {@link #STATUS_FD} until its end. */
    LaunchReport read(String report);

    /** The process that goes on in the place of the one that was started, if one does, by what came out so far. */
    OptionalInt successor(String report);

    /** Another way, for when this one ended without a word; empty when there is none. */
    Optional<Trampoline> secondWay();

    /** Both limits as pm-launch and prlimit take them. */
    static String limitText(Rlimit limit) {
        return limitText(limit.soft()) + ":" + limitText(limit.hard());
    }

    /** One limit as the tools take it. */
    static String limitText(long value) {
        return value == Rlimit.INFINITY ? "unlimited" : Long.toUnsignedString(value);
    }
}
