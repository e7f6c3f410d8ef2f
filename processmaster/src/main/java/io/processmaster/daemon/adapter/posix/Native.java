package io.processmaster.daemon.adapter.posix;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The one binding of the C library and what calling it takes. */
final class Native {
    /** Loading it is what costs, so there is one. */
    static final Libc LIBC = LibraryLoader.create(Libc.class).load("c");

    /** What knows sizes, addresses and the last error. */
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Native() {}

    /** Zeroed memory outside the heap, freed once unreachable; keep it reachable over the call. */
    static Pointer memory(int bytes) {
        return Memory.allocateDirect(RUNTIME, bytes, true);
    }

    /** A C string in UTF-8, whatever the host's locale. */
    static Pointer string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Pointer memory = memory(bytes.length + 1);
        memory.put(0, bytes, 0, bytes.length);
        return memory;
    }

    /** {@code result} as it is, or the error of {@code operation} when the call returned -1. */
    static int checked(int result, String operation) throws PosixException {
        if (result == -1) {
            throw PosixException.last(operation);
        }
        return result;
    }

    /** Keeps memory alive up to here, which the collector cannot see through an address. */
    @SuppressWarnings("ReachabilityFenceUsage") // the caller decides how far "here" is
    static void keep(Object... memory) {
        Reference.reachabilityFence(memory);
    }
}
