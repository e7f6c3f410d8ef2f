package io.processmaster.daemon.adapter.posix;

import io.processmaster.common.units.Signal;
import io.processmaster.daemon.port.Handle;
import java.util.ArrayList;
import java.util.List;

/** Starts a process in a session of its own, with clean signals and exactly the descriptors that it is given. */
public final class Spawn {
    private static final int ACTIONS_SIZE = 80;
    private static final int ATTRIBUTES_SIZE = 336;
    private static final int SIGNALS_SIZE = 128;
    private static final long ALL_SIGNALS = -1;
    private static final short SET_SIGNAL_DEFAULTS = 0x04;
    private static final short SET_SIGNAL_MASK = 0x08;
    private static final short SET_SESSION = 0x80;

    private static final int P_PGID = 2;

    private Spawn() {}

    /**
     * Starts {@code argv[0]}, an absolute path.
     *
     * @param argv the argument list
     * @param environment the whole environment, {@code NAME=VALUE} each
     * @param descriptors what becomes 0, 1, 2 and so on; everything else is closed in the child
     * @return the number of the child; the caller sees to it that it is collected
     * @throws PosixException when there is no new process
     */
    public static int start(List<String> argv, List<String> environment, List<? extends Handle> descriptors)
            throws PosixException {
        Memory actions = Memory.of(ACTIONS_SIZE);
        Memory attributes = Memory.of(ATTRIBUTES_SIZE);
        List<Descriptor> moved = new ArrayList<>();
        try {
            SpawnCalls.posix_spawn_file_actions_init(actions);
            SpawnCalls.posix_spawnattr_init(attributes);
            int target = 0;
            for (Handle source : descriptors) {
                check(
                        SpawnCalls.posix_spawn_file_actions_adddup2(
                                actions, sourceOf(source, descriptors.size(), moved), target),
                        "arrange descriptors");
                target++;
            }
            check(SpawnCalls.posix_spawn_file_actions_addclosefrom_np(actions, target), "arrange descriptors");
            cleanSignals(attributes);
            return spawn(actions, attributes, argv, environment);
        } finally {
            moved.forEach(Descriptor::close);
            SpawnCalls.posix_spawnattr_destroy(attributes);
            SpawnCalls.posix_spawn_file_actions_destroy(actions);
            Memory.keep(actions, attributes);
        }
    }

    /** Kills a child that was started here and not collected yet, whose number therefore is still its own. */
    public static void kill(int child) {
        Libc.kill(child, Signal.KILL.number());
    }

    /** The same, with whoever else is in its process group; each of them is a child of this process. */
    public static void killGroup(int child) {
        Libc.kill(-child, Signal.KILL.number());
    }

    /**
     * Collects what has ended of a child that was started here and of its process group.
     *
     * @return whether none of them is left; false when one lives, or is still about to end
     */
    public static boolean collectGroup(int child) {
        Struct info = Struct.of(Libc.SIGINFO_BYTES);
        int result;
        do {
            info.putInt(Libc.SI_PID, 0);
            result = Libc.waitid(P_PGID, child, info.bytes(), Libc.WEXITED | Libc.WNOHANG);
        } while (result == 0 && info.getInt(Libc.SI_PID) != 0);
        return result != 0;
    }

    /** The same, but waits for those that live. */
    public static void awaitGroup(int child) {
        Struct info = Struct.of(Libc.SIGINFO_BYTES);
        int result;
        do {
            result = Libc.waitid(P_PGID, child, info.bytes(), Libc.WEXITED);
        } while (result == 0 || Libc.errno() == PosixException.EINTR);
    }

    /** A number above the targets, or an earlier dup2 might overwrite it in the child. */
    private static int sourceOf(Handle source, int targets, List<Descriptor> moved) throws PosixException {
        if (source.fd() >= targets) {
            return source.fd();
        }
        Descriptor copy = Descriptor.duplicateFrom(source.fd(), targets);
        moved.add(copy);
        return copy.fd();
    }

    private static void cleanSignals(Memory attributes) throws PosixException {
        Memory none = Memory.of(SIGNALS_SIZE);
        Memory all = Memory.of(SIGNALS_SIZE);
        SpawnCalls.sigemptyset(none);
        // sigfillset leaves out the two that the C library uses itself, and the child would then ignore those.
        all.putLong(0, ALL_SIGNALS);
        check(SpawnCalls.posix_spawnattr_setsigmask(attributes, none), "clear the signal mask");
        check(SpawnCalls.posix_spawnattr_setsigdefault(attributes, all), "reset signal handlers");
        short flags = (short) (SET_SESSION | SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK);
        check(SpawnCalls.posix_spawnattr_setflags(attributes, flags), "ask for a session");
    }

    private static int spawn(Memory actions, Memory attributes, List<String> argv, List<String> environment)
            throws PosixException {
        List<Memory> memory = new ArrayList<>();
        Memory arguments = vector(argv, memory);
        Memory variables = vector(environment, memory);
        Memory path = Memory.text(argv.get(0));
        Memory pid = Memory.of(Integer.BYTES);
        int errno = SpawnCalls.posix_spawn(pid, path, actions, attributes, arguments, variables);
        Memory.keep(memory);
        check(errno, "start " + argv.get(0));
        return pid.getInt(0);
    }

    private static Memory vector(List<String> texts, List<Memory> memory) {
        Memory vector = Memory.of((texts.size() + 1) * Long.BYTES);
        int at = 0;
        for (String text : texts) {
            Memory string = Memory.text(text);
            memory.add(string);
            vector.putLong(at, string.address());
            at += Long.BYTES;
        }
        return vector;
    }

    /** These functions return the error number instead of leaving it in errno. */
    private static void check(int errno, String operation) throws PosixException {
        if (errno != 0) {
            throw new PosixException(operation, errno);
        }
    }
}
