package io.processmaster.bench;

import java.nio.file.Path;

/** A program of an app, which knows of no supervisor: it tells of itself through a named pipe. */
@FunctionalInterface
interface Script {
    /** For {@code /bin/sh}, with the pipe into which it writes its pid. */
    String text(Path pipe);

    /** Tells its first instruction and then is a single sleeping process. */
    static Script sleeper() {
        return Pulse::sleeper;
    }

    /** Runs a command, then tells that it lives and is a single sleeping process. */
    static Script after(String command) {
        return pipe -> command + "; " + Pulse.sleeper(pipe);
    }

    /** That many processes in all, its own included; tells once it has started the others. */
    static Script tree(int processes) {
        return pipe ->
                "i=1; while [ $i -lt " + processes + " ]; do sleep 1000000 & i=$((i+1)); done; " + Pulse.sleeper(pipe);
    }

    /**
     * Starts three kinds of children, {@code each} of every kind, and stays: ordinary ones, ones in a session of their own,
     * and ones in a session of their own whose parent has gone.
     */
    static Script escaping(int each) {
        return pipe -> "i=0; while [ $i -lt " + each + " ]; do sleep 1000000 & setsid sleep 1000000 &"
                + " (setsid sleep 1000000 &); i=$((i+1)); done; " + Pulse.sleeper(pipe);
    }

    /** Tells when it lives, when it begins to write numbered lines after {@code rest} seconds, and when it has written all. */
    static Script writer(String command, int rest) {
        return pipe -> {
            String tell = "echo $$ >" + pipe + "; ";
            return tell + "sleep " + rest + "; " + tell + command + "; " + Pulse.sleeper(pipe);
        };
    }
}
