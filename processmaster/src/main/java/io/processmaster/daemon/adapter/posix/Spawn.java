package io.processmaster.daemon.adapter.posix;

import io.processmaster.common.units.Signal;
import io.processmaster.daemon.port.Handle;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;

/** Starts a process in a session of its own, with clean signals and exactly the descriptors that it is given. */
public final class Spawn {
    private static final int ACTIONS_SIZE = 80;
    private static final int ATTRIBUTES_SIZE = 336;
    private static final int SIGNALS_SIZE = 128;
    private static final long ALL_SIGNALS = -1;
    private static final short SET_SIGNAL_DEFAULTS = 0x04;
    private static final short SET_SIGNAL_MASK = 0x08;
    private static final short SET_SESSION = 0x80;

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
        Pointer actions = Native.memory(ACTIONS_SIZE);
        Pointer attributes = Native.memory(ATTRIBUTES_SIZE);
        List<Descriptor> moved = new ArrayList<>();
        try {
            Native.LIBC.posix_spawn_file_actions_init(actions);
            Native.LIBC.posix_spawnattr_init(attributes);
            int target = 0;
            for (Handle source : descriptors) {
                check(
                        Native.LIBC.posix_spawn_file_actions_adddup2(
                                actions, sourceOf(source, descriptors.size(), moved), target),
                        "arrange descriptors");
                target++;
            }
            check(Native.LIBC.posix_spawn_file_actions_addclosefrom_np(actions, target), "arrange descriptors");
            cleanSignals(attributes);
            return spawn(actions, attributes, argv, environment);
        } finally {
            moved.forEach(Descriptor::close);
            Native.LIBC.posix_spawnattr_destroy(attributes);
            Native.LIBC.posix_spawn_file_actions_destroy(actions);
            Native.keep(actions, attributes);
        }
    }

    /** Kills a child that was started here and not collected yet, whose number therefore is still its own. */
    public static void kill(int child) {
        Native.LIBC.kill(child, Signal.KILL.number());
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

    private static void cleanSignals(Pointer attributes) throws PosixException {
        Pointer none = Native.memory(SIGNALS_SIZE);
        Pointer all = Native.memory(SIGNALS_SIZE);
        Native.LIBC.sigemptyset(none);
        // sigfillset leaves out the two that the C library uses itself, and the child would then ignore those.
        all.putLong(0, ALL_SIGNALS);
        check(Native.LIBC.posix_spawnattr_setsigmask(attributes, none), "clear the signal mask");
        check(Native.LIBC.posix_spawnattr_setsigdefault(attributes, all), "reset signal handlers");
        short flags = (short) (SET_SESSION | SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK);
        check(Native.LIBC.posix_spawnattr_setflags(attributes, flags), "ask for a session");
        Native.keep(none, all);
    }

    private static int spawn(Pointer actions, Pointer attributes, List<String> argv, List<String> environment)
            throws PosixException {
        List<Pointer> memory = new ArrayList<>();
        Pointer arguments = vector(argv, memory);
        Pointer variables = vector(environment, memory);
        Pointer path = Native.string(argv.get(0));
        int[] pid = new int[1];
        int errno = Native.LIBC.posix_spawn(pid, path, actions, attributes, arguments, variables);
        Native.keep(path, arguments, variables, memory);
        check(errno, "start " + argv.get(0));
        return pid[0];
    }

    private static Pointer vector(List<String> texts, List<Pointer> memory) {
        Pointer vector = Native.memory((texts.size() + 1) * Long.BYTES);
        long at = 0;
        for (String text : texts) {
            Pointer string = Native.string(text);
            memory.add(string);
            vector.putPointer(at, string);
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
