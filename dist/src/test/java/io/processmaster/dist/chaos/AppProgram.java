package io.processmaster.dist.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program of all apps of a chaos run: takes the lock of its app, writes its beginning into the ledger, then behaves as
 * its temper says.
 *
 * <p>The lock goes to its children and is held until the last process of the run is gone. So a second run of the same app
 * is found out however short the two overlap.
 */
record AppProgram(Path file, Path ledger) {
    /** The variable by which every process of the fleet can be told. */
    static final String MARK = "PM_CHAOS_RUN";

    private static final String TEXT =
            """
            temper=$1 app=$2
            exec 9>>"lock-$app"
            flock -n 9 || echo "doubled $app $$ $(date +%%s%%3N)" >>'%1$s'
            # A signal may meet the child alone.
            begun=
            while [ -z "$begun" ]; do begun=$(date +%%s%%3N); done
            echo "begin $app $$ $begun" >>'%1$s'
            case $temper in
            steady) exec sleep 100000 ;;
            crashing)
                sleep "0.$(($$ %% 10))"
                sleep "$(($$ %% 3))"
                echo "cannot go on" >&2
                case $(($$ %% 4)) in
                0) exit 0 ;;
                1) exit 3 ;;
                2) kill -s SEGV $$ ;;
                *) kill -s KILL $$ ;;
                esac ;;
            stubborn)
                trap '' TERM HUP INT
                while :; do sleep 1; done ;;
            forking)
                (setsid sh -c 'sleep 3 & exec sleep 6' &)
                exit 0 ;;
            tree)
                i=0
                while [ "$i" -lt 12 ]; do sleep 100000 & i=$((i + 1)); done
                wait ;;
            flooding)
                n=0
                while :; do
                    i=0
                    while [ "$i" -lt 200 ]; do
                        echo "$begun-$$ $n a line of output that is long enough to fill a log soon"
                        n=$((n + 1)) i=$((i + 1))
                    done
                    sleep 0.5
                done ;;
            job)
                sleep 1
                exit $(($$ %% 5 == 0)) ;;
            esac
            """;

    /** Writes it into that directory. */
    static AppProgram write(Path directory) {
        AppProgram program = new AppProgram(directory.resolve("app.sh"), directory.resolve("ledger"));
        try {
            Files.writeString(program.file, TEXT.formatted(program.ledger));
            Files.createFile(program.ledger);
            return program;
        } catch (IOException e) {
            throw new AssertionError("cannot write " + program.file, e);
        }
    }
}
