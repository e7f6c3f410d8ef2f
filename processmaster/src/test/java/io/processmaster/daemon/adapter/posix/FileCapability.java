package io.processmaster.daemon.adapter.posix;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads the capability of a file for tests. */
public final class FileCapability {
    private static final NativeFunction LGETXATTR =
            NativeFunction.of("lgetxattr", 4, NativeFunction.in(0), NativeFunction.in(1), NativeFunction.out(2));

    private FileCapability() {}

    /** The attribute in hexadecimal; empty text when there is none. */
    public static String of(Path file) {
        byte[] value = new byte[64];
        int count = (int) LGETXATTR.call(
                FilePosix.bytes(file.toString()), FilePosix.bytes("security.capability"), value, value.length);
        return count < 0 ? "" : HexFormat.of().formatHex(Arrays.copyOf(value, count));
    }
}
