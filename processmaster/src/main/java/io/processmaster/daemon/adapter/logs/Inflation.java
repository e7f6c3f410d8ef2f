package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.port.Handle;
import java.io.Closeable;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads what a gzip file holds, block by block. The file may be a user's work: it gets no memory but two blocks, and
 * neither its compressed nor its uncompressed bytes are read beyond a bound.
 */
final class Inflation implements Closeable {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATED = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int AFTER_FLAGS = 6;

    private final Handle file;
    private final long most;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[BLOCK_BYTES];
    private int filled;
    private int position;
    private long offset;
    private long inflated;
    private boolean inMember;
    private boolean begun;

    /**
     * Begins at the start of {@code file}, which stays the caller's.
     *
     * @param most bytes to read of it, and bytes to make of them
     */
    Inflation(Handle file, long most) {
        this.file = file;
        this.most = most;
    }

    /**
     * The next bytes.
     *
     * @return how many; 0 at the end
     * @throws IOException when the file is damaged, ends too early or is larger than the bound; the message says which
     */
    int read(byte[] block) throws IOException {
        while (inMember || beginMember()) {
            int count = inflate(block);
            if (count > 0) {
                crc.update(block, 0, count);
                inflated += count;
                if (inflated > most) {
                    throw tooLarge();
                }
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw damaged();
            } else {
                feed();
            }
        }
        return 0;
    }

    private int inflate(byte[] block) throws IOException {
        try {
            return inflater.inflate(block);
        } catch (DataFormatException wrong) {
            throw new IOException("is damaged", wrong);
        }
    }

    private void feed() throws IOException {
        if (position == filled && !fill()) {
            throw new IOException("ends too early");
        }
        inflater.setInput(input, position, filled - position);
        position = filled;
    }

    // Anything but another member after the first one is padding.
    private boolean beginMember() throws IOException {
        if (next() != MAGIC_1 || next() != MAGIC_2 || next() != DEFLATED) {
            if (begun) {
                return false;
            }
            throw damaged();
        }
        int flags = need();
        skip(AFTER_FLAGS);
        if ((flags & EXTRA) != 0) {
            int low = need();
            skip(low + (need() << 8));
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && need() != 0) {
                // A text ends with a NUL.
            }
        }
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
        inflater.reset();
        crc.reset();
        begun = true;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        position = filled - inflater.getRemaining();
        long sum = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            sum |= (long) need() << shift;
        }
        long size = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            size |= (long) need() << shift;
        }
        if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw damaged();
        }
        inMember = false;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            need();
        }
    }

    private int need() throws IOException {
        int value = next();
        if (value < 0) {
            throw new IOException("ends too early");
        }
        return value;
    }

    private int next() throws IOException {
        return position < filled || fill() ? input[position++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        if (offset >= most) {
            throw tooLarge();
        }
        filled = FilePosix.read(file, input, offset);
        position = 0;
        offset += filled;
        return filled > 0;
    }

    private IOException tooLarge() {
        return new IOException("is larger than " + most / (1024 * 1024) + " MiB uncompressed");
    }

    private static IOException damaged() {
        return new IOException("is damaged");
    }

    @Override
    public void close() {
        inflater.end();
    }
}
