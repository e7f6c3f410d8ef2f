package io.processmaster.daemon.adapter.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads small files that the kernel makes up at each reading, with nothing kept open and nothing thrown.
 *
 * <p>For those who read thousands: it takes a fifth of the time of {@link java.nio.file.Files#readAllBytes}, and a file
 * that is not there costs no exception.
 */
public final class KernelText {
    private static final byte[] NOTHING = {};
    private static final int O_CLOEXEC = 02000000;

    private KernelText() {}

    /**
     * The content, as far as {@code most} bytes go; empty when it cannot be read.
     *
     * <p>One read has to do: it gives all of a file that the kernel makes in one piece, as those of cgroups are.
     */
    public static byte[] read(String path, int most) {
        byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
        int fd = FilePosix.C.openat(FilePosix.AT_FDCWD, name, FilePosix.O_RDONLY | O_CLOEXEC, 0);
        if (fd < 0) {
            return NOTHING;
        }
        try {
            byte[] content = new byte[most];
            int size = (int) FilePosix.C.read(fd, content, most);
            return size <= 0 ? NOTHING : Arrays.copyOf(content, size);
        } finally {
            FilePosix.C.close(fd);
        }
    }
}
