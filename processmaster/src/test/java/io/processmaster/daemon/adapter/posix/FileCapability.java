package io.processmaster.daemon.adapter.posix;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** Reads the capability of a file for tests. */
public final class FileCapability {
    private static final Calls C = LibraryLoader.create(Calls.class).load("c");

    private FileCapability() {}

    /** The C library's call, as it is; public only because jnr-ffi must see it. */
    public interface Calls {
        /** See lgetxattr(2). */
        long lgetxattr(@In byte[] path, @In byte[] name, @Out byte[] value, long size);
    }

    /** The attribute in hexadecimal; empty text when there is none. */
    public static String of(Path file) {
        byte[] value = new byte[64];
        long count = C.lgetxattr(
                FilePosix.bytes(file.toString()), FilePosix.bytes("security.capability"), value, value.length);
        return count < 0 ? "" : HexFormat.of().formatHex(Arrays.copyOf(value, (int) count));
    }
}
