package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.adapter.rotation.Steps.Step;
import io.processmaster.daemon.core.rotation.RotatedName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses rotated files one by one; other rotations may rename them meanwhile, so each is known by its inode. */
final class Compression {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final HeldDirectory directory;
    private final Site site;
    private final Object naming;
    private final Steps steps;

    Compression(HeldDirectory directory, Site site, Object naming, Steps steps) {
        this.directory = directory;
        this.site = site;
        this.naming = naming;
        this.steps = steps;
    }

    /** Compresses one file; false when all are that can be. */
    boolean next() throws IOException {
        Site.Rotated rotated = site.rotated(directory);
        for (RotatedName name : rotated.files()) {
            Optional<FileHandle> opened = name.compressed() ? Optional.empty() : open(name);
            if (opened.isPresent()) {
                try (FileHandle plain = opened.get()) {
                    if (compress(name, plain, rotated)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    // What is no regular file with one name, or belongs to a stranger, was put there by somebody: it is not read.
    private Optional<FileHandle> open(RotatedName name) throws IOException {
        try {
            return directory.open(name.text());
        } catch (PathRefused notOurs) {
            return Optional.empty();
        }
    }

    private boolean compress(RotatedName name, FileHandle plain, Site.Rotated rotated) throws IOException {
        FileStatus status = FilePosix.status(plain);
        if (FileChanges.nextHole(plain, 0).orElse(status.size()) < status.size()) {
            // It takes no room as it is; and what costs its owner nothing could take this thread for days.
            return false;
        }
        RotatedName target = name.compress();
        if (rotated.blocked().contains(target.text())) {
            return false;
        }
        if (rotated.files().contains(target)) {
            return finishEarlier(name, plain, target);
        }
        directory.remove(site.compressionName());
        try (FileHandle compressed = directory.create(site.compressionName())) {
            steps.done(Step.COMPRESSION_CREATED);
            boolean good = false;
            try {
                write(plain, status, compressed);
                steps.done(Step.COMPRESSION_WRITTEN);
                // Somebody who still writes to it would lose what comes now.
                good = FilePosix.status(plain).size() == status.size();
            } finally {
                if (!good) {
                    discard();
                }
            }
            return good && rename(plain);
        }
    }

    private void write(FileHandle plain, FileStatus status, FileHandle compressed) throws IOException {
        try (OutputStream out = new GZIPOutputStream(new Output(compressed), BUFFER_BYTES)) {
            byte[] block = new byte[BUFFER_BYTES];
            long offset = 0;
            while (offset < status.size()) {
                int count = (int) Math.min(FilePosix.read(plain, block, offset), status.size() - offset);
                if (count == 0) {
                    break;
                }
                out.write(block, 0, count);
                offset += count;
            }
        }
        Intent.Dress dress = Intent.Dress.of(status);
        FilePosix.changeMode(compressed, dress.mode());
        FilePosix.changeOwner(compressed, dress.uid(), dress.gid());
        FileChanges.changeModified(compressed, status.modified());
        FileChanges.sync(compressed);
    }

    /** Puts the compressed file in the place that the plain one has by now, if it still has one. */
    private boolean rename(FileHandle plain) throws IOException {
        Intent.FileId id = Intent.FileId.of(FilePosix.status(plain));
        synchronized (naming) {
            for (RotatedName name : site.rotated(directory).files()) {
                if (!name.compressed() && isAt(name, id)) {
                    if (!directory.rename(
                            site.compressionName(), name.compress().text())) {
                        break;
                    }
                    steps.done(Step.COMPRESSION_NAMED);
                    directory.sync();
                    remove(name, id);
                    steps.done(Step.COMPRESSION_FINISHED);
                    return true;
                }
            }
        }
        // It was the oldest, and has gone meanwhile.
        discard();
        return true;
    }

    /** A crash may have come between the new file's name and the removal of the old one. */
    private boolean finishEarlier(RotatedName name, FileHandle plain, RotatedName target) throws IOException {
        Optional<FileHandle> compressed = open(target);
        if (compressed.isEmpty()) {
            return false;
        }
        try (FileHandle file = compressed.get()) {
            if (!isSame(plain, file)) {
                return false;
            }
            synchronized (naming) {
                remove(name, Intent.FileId.of(FilePosix.status(plain)));
            }
            return true;
        }
    }

    private static boolean isSame(FileHandle plain, FileHandle compressed) {
        byte[] left = new byte[BUFFER_BYTES];
        long offset = 0;
        try (InputStream in = new GZIPInputStream(new Input(compressed), BUFFER_BYTES)) {
            while (true) {
                int count = FilePosix.read(plain, left, offset);
                byte[] right = in.readNBytes(count == 0 ? 1 : count);
                if (!Arrays.equals(left, 0, count, right, 0, right.length)) {
                    return false;
                }
                if (count == 0) {
                    return true;
                }
                offset += count;
            }
        } catch (IOException notCompressed) {
            return false;
        }
    }

    private boolean isAt(RotatedName name, Intent.FileId id) throws IOException {
        return directory
                .look(name.text())
                .filter(status -> Intent.FileId.of(status).equals(id))
                .isPresent();
    }

    private void remove(RotatedName name, Intent.FileId id) throws IOException {
        if (isAt(name, id)) {
            directory.remove(name.text());
        }
    }

    private void discard() throws IOException {
        directory.remove(site.compressionName());
    }

    /** Writes to the position of an open file. */
    private static final class Output extends OutputStream {
        private final FileHandle file;

        Output(FileHandle file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws FileFault {
            FileChanges.write(file, new byte[] {(byte) b}, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws FileFault {
            FileChanges.write(file, Arrays.copyOfRange(bytes, from, from + count), count);
        }
    }

    /** Reads an open file from its start. */
    private static final class Input extends InputStream {
        private final FileHandle file;
        private long offset;

        Input(FileHandle file) {
            this.file = file;
        }

        @Override
        public int read() throws FileFault {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int most) throws FileFault {
            byte[] block = new byte[most];
            int count = FilePosix.read(file, block, offset);
            System.arraycopy(block, 0, into, at, count);
            offset += count;
            return count == 0 ? -1 : count;
        }
    }
}
