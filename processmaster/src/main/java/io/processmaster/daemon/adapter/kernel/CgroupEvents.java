package io.processmaster.daemon.adapter.kernel;

import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.adapter.posix.PosixException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The {@code cgroup.events} of one cgroup, held open: the kernel notifies of changes only while somebody does so. */
final class CgroupEvents implements Closeable {
    private static final int LONGEST = 256;

    private final String path;
    private final Descriptor descriptor;

    private CgroupEvents(String path, Descriptor descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** Opens that of the cgroup at {@code cgroup}. */
    static CgroupEvents open(String cgroup) throws IOException {
        String path = cgroup + "/cgroup.events";
        return new CgroupEvents(path, Descriptor.openRead(path));
    }

    /** Its absolute path. */
    String path() {
        return path;
    }

    /** Whether a process is in the cgroup or below it; false when it was removed, which only an empty one can be. */
    boolean isPopulated() throws IOException {
        byte[] buffer = new byte[LONGEST];
        int size;
        try {
            size = descriptor.readFromStart(buffer);
        } catch (PosixException e) {
            if (e.errno() == PosixException.ENODEV) {
                return false;
            }
            throw e;
        }
        String text = new String(buffer, 0, size, StandardCharsets.US_ASCII);
        if (text.contains("populated 1")) {
            return true;
        }
        if (text.contains("populated 0")) {
            return false;
        }
        throw new IOException("read " + path + ": it does not say whether the cgroup is populated");
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
