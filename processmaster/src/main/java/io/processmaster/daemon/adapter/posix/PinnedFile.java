package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.port.Handle;

/** Changes the very file that an {@link FilePosix#O_PATH} handle names, without opening it and whatever its path leads to by now. */
public final class PinnedFile {
    /** For {@link #give}: the owner or group stays. */
    public static final int UNCHANGED = -1;

    private static final int AT_EMPTY_PATH = 0x1000;

    private PinnedFile() {}

    /** Gives it to a user and a group; of a link, the link itself. */
    public static void give(Handle pinned, int uid, int gid) throws FileFault {
        if (FileCalls.fchownat(pinned.fd(), FilePosix.bytes(""), uid, gid, AT_EMPTY_PATH) != 0) {
            throw new FileFault("chown", pinned.toString(), FilePosix.errno());
        }
    }

    /** Sets its permission bits, set-id and sticky bits included; not for links. */
    public static void changeMode(Handle pinned, int mode) throws FileFault {
        if (FileCalls.chmod(FilePosix.bytes(FilePosix.selfPath(pinned.fd())), mode) != 0) {
            throw new FileFault("chmod", pinned.toString(), FilePosix.errno());
        }
    }

    /** Sets an extended attribute; not for links. */
    public static void setAttribute(Handle pinned, String name, byte[] value) throws FileFault {
        byte[] path = FilePosix.bytes(FilePosix.selfPath(pinned.fd()));
        if (FileCalls.setxattr(path, FilePosix.bytes(name), value, 0) != 0) {
            throw new FileFault("setxattr", pinned.toString(), FilePosix.errno());
        }
    }
}
