package io.processmaster.daemon.adapter.disk;

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
public final class BackwardLines implements Closeable {
    private final FileChannel channel;
    private final int block;
    private final int longest;
    private long unread;
    private byte[] window = new byte[0];
    private int end;
    private boolean overlong;
    private boolean exhausted;

    /**
     * Opens the file, which must not be a link.
     *
     * @param block how much is read at once, in bytes
     * @param longest line that is returned, in bytes
     */
    public BackwardLines(Path file, int block, int longest) throws IOException {
        this.block = block;
        this.longest = longest;
        this.channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        this.unread = channel.size();
    }

    /** The line before the one returned last, without its line break; empty at the beginning of the file. */
    public Optional<String> previous() throws IOException {
        while (!exhausted) {
            int lineBreak = lastLineBreak();
            if (lineBreak < 0 && unread > 0) {
                widen();
                continue;
            }
            exhausted = lineBreak < 0;
            String line = new String(window, lineBreak + 1, end - lineBreak - 1, StandardCharsets.UTF_8);
            boolean whole = !overlong && line.length() <= longest;
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
        if (end > longest) {
            overlong = true;
            end = 0;
        }
        int length = (int) Math.min(block, unread);
        ByteBuffer bytes = ByteBuffer.allocate(length + end);
        bytes.limit(length);
        long from = unread - length;
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file was cut while it was read");
            }
        }
        bytes.limit(length + end).put(window, 0, end);
        unread = from;
        window = bytes.array();
        end = window.length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
