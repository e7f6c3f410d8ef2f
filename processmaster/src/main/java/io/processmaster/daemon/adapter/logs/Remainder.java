package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** What a rotated file holds behind the place up to which it was read while it was the live one. */
final class Remainder implements Closeable {
    private static final int BLOCK_BYTES = 64 * 1024;

    private final RotatedFiles.Rotated rotated;
    private final Optional<Inflation> inflation;
    private long position;
    private byte[] left = new byte[0];

    private Remainder(RotatedFiles.Rotated rotated) {
        this.rotated = rotated;
        inflation = rotated.name().compressed()
                ? Optional.of(new Inflation(rotated.file().handle(), LogTail.MAX_BYTES))
                : Optional.empty();
    }

    /**
     * Takes {@code rotated} over if it is the file that was read; otherwise it stays the caller's.
     *
     * @param offset how far it was read
     * @param context the bytes before {@code offset}, as they were read
     * @return empty when it is another file, or cannot be read
     */
    static Optional<Remainder> of(RotatedFiles.Rotated rotated, long offset, byte[] context) {
        Remainder remainder = new Remainder(rotated);
        boolean right = false;
        try {
            right = remainder.seek(offset, context);
        } catch (IOException unreadable) {
            // A file that cannot be read is of no use here, whichever it is.
        } finally {
            if (!right) {
                remainder.inflation.ifPresent(Inflation::close);
            }
        }
        return right ? Optional.of(remainder) : Optional.empty();
    }

    /** The next bytes; 0 at the end. */
    int read(byte[] block) throws IOException {
        if (left.length > 0) {
            int count = Math.min(left.length, block.length);
            System.arraycopy(left, 0, block, 0, count);
            left = Arrays.copyOfRange(left, count, left.length);
            return count;
        }
        if (inflation.isPresent()) {
            return inflation.get().read(block);
        }
        int count = FilePosix.read(rotated.file().handle(), block, position);
        position += count;
        return count;
    }

    private boolean seek(long offset, byte[] context) throws IOException {
        if (inflation.isPresent()) {
            return skip(offset, context);
        }
        position = offset;
        // A copy may have grown since it was opened.
        return FilePosix.status(rotated.file().handle()).size() >= offset
                && Arrays.equals(FileWindow.read(rotated.file().handle(), offset - context.length, offset), context);
    }

    private boolean skip(long offset, byte[] context) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        byte[] before = new byte[context.length];
        long at = 0;
        while (at < offset) {
            int count = inflation.get().read(block);
            if (count == 0) {
                return false;
            }
            long from = Math.max(at, offset - before.length);
            long to = Math.min(at + count, offset);
            if (from < to) {
                System.arraycopy(
                        block, (int) (from - at), before, (int) (from - offset + before.length), (int) (to - from));
            }
            left = at + count > offset ? Arrays.copyOfRange(block, (int) (offset - at), count) : left;
            at += count;
        }
        return Arrays.equals(before, context);
    }

    @Override
    public void close() {
        inflation.ifPresent(Inflation::close);
        rotated.close();
    }
}
