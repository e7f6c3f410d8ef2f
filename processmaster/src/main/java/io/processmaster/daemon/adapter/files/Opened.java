package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.Closeable;

/**
 * A regular file that was opened safely for reading.
 *
 * @param handle open; never blocks
 * @param status what it was when it was opened
 * @param rootOnly whether nobody but root can have put a file of root's there
 */
public record Opened(FileHandle handle, FileStatus status, boolean rootOnly) implements Closeable {
    @Override
    public void close() {
        handle.close();
    }
}
