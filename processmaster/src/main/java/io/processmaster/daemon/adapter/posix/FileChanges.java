package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.port.Handle;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;

/** Calls that change files and entries of open directories, each with the kernel's reason when it fails; any thread may call. */
public final class FileChanges {
    private static final int RENAME_NOREPLACE = 1;
    private static final long UTIME_OMIT = (1L << 30) - 2;
    private static final int LEAST_IMPORTANT = 19;
    private static final int SEEK_SET = 0;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;

    private FileChanges() {}

    /** Renames an entry within a directory, in place of whatever has the new name; neither is followed. */
    public static void rename(Handle directory, String from, String to) throws FileFault {
        rename(directory, from, to, 0);
    }

    /**
     * Renames an entry within a directory, whatever it is, and never follows it.
     *
     * @throws FileFault {@link FileFault#EEXIST} when there is an entry of the new name, {@link FileFault#EINVAL} when the
     *     file system cannot look and rename in one step
     */
    public static void renameToFree(Handle directory, String from, String to) throws FileFault {
        rename(directory, from, to, RENAME_NOREPLACE);
    }

    private static void rename(Handle directory, String from, String to, int flags) throws FileFault {
        int fd = directory.fd();
        if (FileCalls.renameat2(fd, FilePosix.bytes(from), fd, FilePosix.bytes(to), flags) != 0) {
            throw new FileFault("rename", from + " to " + to, FilePosix.errno());
        }
    }

    /** Removes an entry of a directory that is no directory itself, and never what it leads to. */
    public static void remove(Handle directory, String name) throws FileFault {
        if (FileCalls.unlinkat(directory.fd(), FilePosix.bytes(name), 0) != 0) {
            throw new FileFault("remove", name, FilePosix.errno());
        }
    }

    /** Empties an open file. */
    public static void truncate(Handle file) throws FileFault {
        while (FileCalls.ftruncate(file.fd(), 0) != 0) {
            if (FilePosix.errno() != FileFault.EINTR) {
                throw new FileFault("truncate", file.toString(), FilePosix.errno());
            }
        }
    }

    /** Has the disk keep the content of an open file, or the entries of an open directory. */
    public static void sync(Handle handle) throws FileFault {
        if (FileCalls.fsync(handle.fd()) != 0) {
            throw new FileFault("sync", handle.toString(), FilePosix.errno());
        }
    }

    /** As {@link #sync}, but for what is not needed to read the content again. */
    public static void syncContent(Handle file) throws FileFault {
        if (FileCalls.fdatasync(file.fd()) != 0) {
            throw new FileFault("sync", file.toString(), FilePosix.errno());
        }
    }

    /** Sets when an open file was last written. */
    public static void changeModified(Handle file, Instant modified) throws FileFault {
        byte[] times = Struct.of(2 * FileCalls.TIME_BYTES)
                .putLong(8, UTIME_OMIT)
                .putLong(16, modified.getEpochSecond())
                .putLong(24, modified.getNano())
                .bytes();
        if (FileCalls.futimens(file.fd(), times) != 0) {
            throw new FileFault("change the time of", file.toString(), FilePosix.errno());
        }
    }

    /** Writes all of it at the file's position. */
    public static void write(Handle file, byte[] bytes, int count) throws FileFault {
        int done = 0;
        while (done < count) {
            byte[] rest = done == 0 ? bytes : Arrays.copyOfRange(bytes, done, count);
            long written = DescriptorCalls.write(file.fd(), rest, count - done);
            if (written < 0 && FilePosix.errno() != FileFault.EINTR) {
                throw new FileFault("write", file.toString(), FilePosix.errno());
            }
            done += (int) Math.max(0, written);
        }
    }

    /**
     * Copies within the kernel from a place in one file to the position of another, as far as that goes.
     *
     * @return how many bytes; 0 at the end of the file, -1 when these files cannot be copied in this way
     */
    public static long copy(Handle from, long offset, Handle to, long most) throws FileFault {
        Memory position = Memory.of(Long.BYTES);
        position.putLong(0, offset);
        while (true) {
            long count = FileCalls.copy_file_range(from.fd(), position, to.fd(), most, 0);
            if (count >= 0) {
                return count;
            }
            int errno = FilePosix.errno();
            if (errno == FileFault.EINVAL
                    || errno == FileFault.ENOSYS
                    || errno == FileFault.EXDEV
                    || errno == FileFault.EOPNOTSUPP) {
                return -1;
            }
            if (errno != FileFault.EINTR) {
                throw new FileFault("copy", from + " to " + to, errno);
            }
        }
    }

    /** Where, from {@code offset} on, the next byte is that somebody wrote; empty when there is none, or no such offset. */
    public static OptionalLong nextData(Handle file, long offset) throws FileFault {
        return seek(file, offset, SEEK_DATA);
    }

    /** Where, from {@code offset} on, the next hole is, or the end of the file; empty when there is no such offset. */
    public static OptionalLong nextHole(Handle file, long offset) throws FileFault {
        return seek(file, offset, SEEK_HOLE);
    }

    private static OptionalLong seek(Handle file, long offset, int whence) throws FileFault {
        long found = DescriptorCalls.lseek(file.fd(), offset, whence);
        if (found >= 0) {
            return OptionalLong.of(found);
        }
        int errno = FilePosix.errno();
        if (errno == FileFault.ENXIO) {
            return OptionalLong.empty();
        }
        throw new FileFault("seek", file.toString(), errno);
    }

    /** Makes a file that is written to its end longer by a hole, which takes no room on the disk; writing goes on there. */
    public static void leaveHole(Handle file, long end) throws FileFault {
        if (FileCalls.ftruncate(file.fd(), end) != 0 || DescriptorCalls.lseek(file.fd(), end, SEEK_SET) < 0) {
            throw new FileFault("lengthen", file.toString(), FilePosix.errno());
        }
    }

    /** Lets the calling thread work only when nobody else wants the processor; nothing depends on it. */
    public static void giveWay() {
        Libc.setpriority(0, 0, LEAST_IMPORTANT);
    }
}
