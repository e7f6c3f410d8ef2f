package io.processmaster.daemon.adapter.posix;

/**
 * The C library's functions that start a process, named and typed as it has them.
 *
 * <p>They return the error number instead of leaving it in errno.
 */
final class SpawnCalls {
    private static final NativeFunction POSIX_SPAWN = NativeFunction.of("posix_spawn", 6);
    private static final NativeFunction ACTIONS_INIT = NativeFunction.of("posix_spawn_file_actions_init", 1);
    private static final NativeFunction ACTIONS_DESTROY = NativeFunction.of("posix_spawn_file_actions_destroy", 1);
    private static final NativeFunction ADDDUP2 = NativeFunction.of("posix_spawn_file_actions_adddup2", 3);
    private static final NativeFunction ADDCLOSEFROM = NativeFunction.of("posix_spawn_file_actions_addclosefrom_np", 2);
    private static final NativeFunction ATTR_INIT = NativeFunction.of("posix_spawnattr_init", 1);
    private static final NativeFunction ATTR_DESTROY = NativeFunction.of("posix_spawnattr_destroy", 1);
    private static final NativeFunction SETFLAGS = NativeFunction.of("posix_spawnattr_setflags", 2);
    private static final NativeFunction SETSIGMASK = NativeFunction.of("posix_spawnattr_setsigmask", 2);
    private static final NativeFunction SETSIGDEFAULT = NativeFunction.of("posix_spawnattr_setsigdefault", 2);
    private static final NativeFunction SIGEMPTYSET = NativeFunction.of("sigemptyset", 1);

    private SpawnCalls() {}

    /** See posix_spawn(3). */
    static int posix_spawn(Memory pid, Memory path, Memory actions, Memory attributes, Memory argv, Memory envp) {
        int errno = (int) POSIX_SPAWN.call(
                pid.address(), path.address(), actions.address(), attributes.address(), argv.address(), envp.address());
        Memory.keep(pid, path, actions, attributes, argv, envp);
        return errno;
    }

    /** See posix_spawn(3). */
    static int posix_spawn_file_actions_init(Memory actions) {
        return on(actions, (int) ACTIONS_INIT.call(actions.address()));
    }

    /** See posix_spawn(3). */
    static int posix_spawn_file_actions_destroy(Memory actions) {
        return on(actions, (int) ACTIONS_DESTROY.call(actions.address()));
    }

    /** See posix_spawn(3). */
    static int posix_spawn_file_actions_adddup2(Memory actions, int from, int to) {
        return on(actions, (int) ADDDUP2.call(actions.address(), from, to));
    }

    /** The GNU C library has it from 2.34 on. */
    static int posix_spawn_file_actions_addclosefrom_np(Memory actions, int first) {
        return on(actions, (int) ADDCLOSEFROM.call(actions.address(), first));
    }

    /** See posix_spawn(3). */
    static int posix_spawnattr_init(Memory attributes) {
        return on(attributes, (int) ATTR_INIT.call(attributes.address()));
    }

    /** See posix_spawn(3). */
    static int posix_spawnattr_destroy(Memory attributes) {
        return on(attributes, (int) ATTR_DESTROY.call(attributes.address()));
    }

    /** See posix_spawn(3). */
    static int posix_spawnattr_setflags(Memory attributes, short flags) {
        return on(attributes, (int) SETFLAGS.call(attributes.address(), flags));
    }

    /** See posix_spawn(3). */
    static int posix_spawnattr_setsigmask(Memory attributes, Memory signals) {
        return on(signals, on(attributes, (int) SETSIGMASK.call(attributes.address(), signals.address())));
    }

    /** See posix_spawn(3). */
    static int posix_spawnattr_setsigdefault(Memory attributes, Memory signals) {
        return on(signals, on(attributes, (int) SETSIGDEFAULT.call(attributes.address(), signals.address())));
    }

    /** See sigsetops(3). */
    static int sigemptyset(Memory signals) {
        return on(signals, (int) SIGEMPTYSET.call(signals.address()));
    }

    private static int on(Memory memory, int result) {
        Memory.keep(memory);
        return result;
    }
}
