package io.processmaster.daemon.adapter.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a unix socket is met, as the kernel takes it: {@code struct sockaddr_un} as far as it is used. */
public final class UnixAddress {
    /** The longest path, in bytes: {@code sun_path} without its closing zero. */
    public static final int MAX_PATH_BYTES = 107;

    private static final short AF_UNIX = 1;
    private static final int FAMILY_BYTES = Short.BYTES;
    private static final int ZERO = 1;

    private final String text;
    private final byte[] bytes;

    private UnixAddress(String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /**
     * A file.
     *
     * @throws IOException when the path is longer than {@link #MAX_PATH_BYTES}
     */
    public static UnixAddress file(Path path) throws IOException {
        byte[] name = name(path.toString());
        Struct address = Struct.of(FAMILY_BYTES + name.length + ZERO);
        return new UnixAddress(
                path.toString(),
                address.putShort(0, AF_UNIX).put(FAMILY_BYTES, name).bytes());
    }

    /**
     * A name without a file. The kernel marks it by a zero byte in front, and takes its length as it is.
     *
     * @throws IOException when the name is longer than {@link #MAX_PATH_BYTES}
     */
    public static UnixAddress abstractName(String text) throws IOException {
        byte[] name = name(text);
        Struct address = Struct.of(FAMILY_BYTES + ZERO + name.length);
        return new UnixAddress(
                "@" + text,
                address.putShort(0, AF_UNIX).put(FAMILY_BYTES + ZERO, name).bytes());
    }

    private static byte[] name(String text) throws IOException {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > MAX_PATH_BYTES) {
            throw new IOException("the name of a socket must have 1 to " + MAX_PATH_BYTES + " bytes: " + text);
        }
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return text;
    }
}
