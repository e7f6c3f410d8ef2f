package io.processmaster.daemon.port;

import io.processmaster.common.spec.AdminAction;
import java.io.IOException;
import java.util.List;

/** Runs the operator's commands as root; any thread may call, and calls may block for seconds. */
public interface AdminActions {
    /** What became of a wish to run an action. */
    sealed interface Started {
        /**
         * The command was executed.
         *
         * @param pid its process
         */
        record Running(int pid) implements Started {}

        /**
         * It could not be executed, and nothing of it is left.
         *
         * @param reason in words, with the key and what is wrong
         */
        record Failed(String reason) implements Started {}

        /**
         * So many actions run that no more are started.
         *
         * @param most how many may run
         */
        record Full(int most) implements Started {}
    }

    /** Those of the configuration, in the order of the file. */
    List<AdminAction> all();

    /**
     * Starts one and answers once its command was executed; it goes on whatever becomes of the daemon.
     *
     * @param actor who asked, for the journal
     */
    Started run(AdminAction action, String actor);

    /** All processes of actions, those of actions that an earlier daemon started included, ascending. */
    List<Integer> pids() throws IOException;

    /**
     * Kills all of them and waits until the kernel says that nobody is left.
     *
     * @return how many processes there were
     * @throws IOException when the kernel refuses, or somebody is left in the end
     */
    int kill() throws IOException;
}
