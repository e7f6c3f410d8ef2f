package io.processmaster.daemon.adapter.state;

import io.processmaster.daemon.adapter.disk.DurableFile;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * The claim of one daemon on a state directory: a lock of the kernel on the file {@code lock} in it, which holds the pid.
 *
 * <p>The kernel drops the lock when the process ends, however it ends, and child processes do not inherit it; a file left
 * behind means nothing. POSIX locks belong to the process: nothing else in it may open and close that file meanwhile.
 */
public final class SingleInstance implements Closeable {
    private static final String NAME = "lock";
    private static final int MAX_PID_BYTES = 32;

    private final FileChannel channel;

    private SingleInstance(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Claims the directory until closed.
     *
     * @param pid what a second daemon is told
     * @throws IOException {@code state directory X is in use by another processmaster (pid N)}, or naming the file
     */
    public static SingleInstance claim(StateDirectory directory, long pid) throws IOException {
        Path file = directory.file(NAME);
        FileChannel channel = open(file);
        try {
            if (tryLock(channel).isEmpty()) {
                throw new InUse("state directory " + directory.path() + " is in use by another processmaster (pid "
                        + holder(channel) + ")");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new SingleInstance(channel);
        } catch (InUse e) {
            channel.close();
            throw e;
        } catch (IOException e) {
            channel.close();
            throw new IOException("locking " + file + ": " + DurableFile.reason(e), e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    DurableFile.PRIVATE);
        } catch (IOException e) {
            throw new IOException("opening " + file + ": " + DurableFile.reason(e), e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]+") ? text : "unknown";
    }

    /** Gives the directory up. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Somebody else has it. */
    private static final class InUse extends IOException {
        private static final long serialVersionUID = 1L;

        InUse(String message) {
            super(message);
        }
    }
}
