package io.processmaster.daemon.adapter.state;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** The state file that was written last, opened only when something of it is wanted. */
final class FleetFile implements FleetText.Source, Closeable {
    private static final int PIECE_BYTES = 16 << 10;

    private final Path file;
    private final Optional<Stamp> written;
    private Optional<FileChannel> open = Optional.empty();

    /** With what {@link #stamp} said when it had been written; empty when nothing of it is used. */
    FleetFile(Path file, Optional<Stamp> written) {
        this.file = file;
        this.written = written;
    }

    /** By what a file is known to be the one that was written, and untouched since. */
    static final class Stamp {
        private final Object key;
        private final long size;
        private final FileTime modified;

        private Stamp(BasicFileAttributes facts) {
            key = facts.fileKey();
            size = facts.size();
            modified = facts.lastModifiedTime();
        }

        private boolean isThatOf(Stamp other) {
            return size == other.size && key.equals(other.key) && modified.equals(other.modified);
        }
    }

    /** That of the file as it is now; empty when it cannot be looked at. */
    static Optional<Stamp> stamp(Path file) {
        try {
            return Optional.of(
                    new Stamp(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void copy(long from, long to, OutputStream out) throws IOException {
        FileChannel channel = channel();
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, to - from));
        for (long at = from; at < to; at += piece.position()) {
            piece.clear().limit((int) Math.min(piece.capacity(), to - at));
            if (channel.read(piece, at) <= 0) {
                throw new EOFException("it was cut");
            }
            out.write(piece.array(), 0, piece.position());
        }
    }

    private FileChannel channel() throws IOException {
        if (open.isEmpty()) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            open = Optional.of(channel);
            // Asked once it is open: whoever exchanges it now exchanges another one.
            if (written.isEmpty() || stamp(file).filter(written.get()::isThatOf).isEmpty()) {
                throw new IOException("it is not the file that was written");
            }
        }
        return open.get();
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
