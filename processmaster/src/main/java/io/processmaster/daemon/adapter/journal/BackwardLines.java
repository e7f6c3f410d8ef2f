package io.processmaster.daemon.adapter.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The lines of a file from the last to the first; what is longer than a line may be is passed over. */
final class BackwardLines implements Closeable {
    private static final int BLOCK = 64 << 10;

    private final FileChannel channel;
    private long unread;
    private byte[] window = new byte[0];
    private int end;
    private boolean overlong;
    private boolean exhausted;

    BackwardLines(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        this.unread = channel.size();
    }

    /** The line before the one returned last, without its line break; empty at the beginning of the file. */
    Optional<String> previous() throws IOException {
        while (!exhausted) {
            int lineBreak = lastLineBreak();
            if (lineBreak < 0 && unread > 0) {
                widen();
                continue;
            }
            exhausted = lineBreak < 0;
            String line = new String(window, lineBreak + 1, end - lineBreak - 1, StandardCharsets.UTF_8);
            boolean whole = !overlong && line.length() <= EntryLine.MAX_BYTES;
            end = Math.max(0, lineBreak);
            overlong = false;
            if (whole) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private int lastLineBreak() {
        int i = end - 1;
        while (i >= 0 && window[i] != '\n') {
            i--;
        }
        return i;
    }

    private void widen() throws IOException {
        if (end > EntryLine.MAX_BYTES) {
            overlong = true;
            end = 0;
        }
        int length = (int) Math.min(BLOCK, unread);
        ByteBuffer block = ByteBuffer.allocate(length + end);
        block.limit(length);
        long from = unread - length;
        while (block.hasRemaining()) {
            if (channel.read(block, from + block.position()) < 0) {
                throw new IOException("the file was cut while it was read");
            }
        }
        block.limit(length + end).put(window, 0, end);
        unread = from;
        window = block.array();
        end = window.length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
