package io.processmaster.daemon.adapter.history;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.BackwardLines;
import io.processmaster.daemon.adapter.disk.DurableFile;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.port.RunHistory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One file of JSON lines for each app, {@code history/APP.jsonl} in the state directory.
 *
 * <p>A run is one appended line without a sync: it survives any end of the daemon, and a power loss takes the newest lines
 * at the most. A file that has grown to twice what is kept is replaced by its newest half, durably.
 */
public final class FileHistory implements RunHistory {
    /** A file with more lines than this is trimmed. */
    static final int TRIM_ABOVE = 2 * KEPT;

    /** A file beyond this is not ours any more, and begins anew; in bytes. */
    static final long MAX_BYTES = 8L << 20;

    // Holds many a line; what is read at a start is read of every app.
    private static final int BLOCK = 8 << 10;

    private static final int UNCOUNTED = -1;

    // No launch takes longer. Numbers begin anew when state and history are lost, so the number alone does not tell a
    // run.
    private static final long LAUNCH_MS = 10_000;

    private final Path directory;
    private final Map<AppName, Integer> lineCounts = new HashMap<>();

    private FileHistory(Path directory) {
        this.directory = directory;
    }

    /** In that state directory; makes the directory for the files when it is missing. */
    public static FileHistory open(StateDirectory state) throws IOException {
        Path directory = state.file("history");
        try {
            return new FileHistory(StateDirectory.create(directory));
        } catch (IOException e) {
            throw new IOException("creating " + directory + ": " + DurableFile.reason(e), e);
        }
    }

    @Override
    public synchronized void append(AppName app, RunRecord run) throws IOException {
        Path file = file(app);
        try {
            int lines = lineCounts.getOrDefault(app, UNCOUNTED);
            if (lines == UNCOUNTED) {
                List<String> before = lines(file);
                lines = before.size();
                if (contains(before, run)) {
                    lineCounts.put(app, lines);
                    return;
                }
            }
            if (lines >= TRIM_ABOVE) {
                lines = trim(file);
            }
            add(file, RunLine.encode(run));
            lineCounts.put(app, lines + 1);
        } catch (IOException e) {
            lineCounts.remove(app);
            throw new IOException("writing " + file + ": " + DurableFile.reason(e), e);
        }
    }

    @Override
    public synchronized List<RunRecord> newest(AppName app, int n) throws IOException {
        int wanted = Math.max(0, Math.min(n, KEPT));
        Path file = file(app);
        try {
            List<String> lines = new ArrayList<>(lines(file));
            Collections.reverse(lines);
            return lines.stream()
                    .flatMap(line -> RunLine.decode(line).stream())
                    .limit(wanted)
                    .toList();
        } catch (IOException e) {
            throw new IOException("reading " + file + ": " + DurableFile.reason(e), e);
        }
    }

    @Override
    public Optional<RunRecord> last(AppName app) throws IOException {
        Path file = file(app);
        try {
            if (!isOurs(file)) {
                return Optional.empty();
            }
            return last(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException("reading " + file + ": " + DurableFile.reason(e), e);
        }
    }

    private static Optional<RunRecord> last(Path file) throws IOException {
        try (BackwardLines lines = new BackwardLines(file, BLOCK, RunLine.MAX_BYTES)) {
            while (true) {
                Optional<String> line = lines.previous();
                Optional<RunRecord> run = line.flatMap(RunLine::decode);
                if (line.isEmpty() || run.isPresent()) {
                    return run;
                }
            }
        }
    }

    private Path file(AppName app) {
        return directory.resolve(app + ".jsonl");
    }

    /**
     * A daemon that died between writing a run and saving the state leaves the run to the next one, as if it were new; one
     * that could not save for a while, because the disk was full, leaves an older one. Of a run that was last saved while it was
     * launched, the start is that of the launch, a little before that of its program.
     */
    private static boolean contains(List<String> lines, RunRecord run) {
        return lines.stream()
                .flatMap(line -> RunLine.decode(line).stream())
                .anyMatch(told ->
                        told.run() == run.run() && Math.abs(told.startedAtMs() - run.startedAtMs()) <= LAUNCH_MS);
    }

    private static int trim(Path file) throws IOException {
        List<String> good = lines(file).stream()
                .filter(line -> RunLine.decode(line).isPresent())
                .toList();
        List<String> newest = good.subList(Math.max(0, good.size() - (KEPT - 1)), good.size());
        StringBuilder text = new StringBuilder();
        newest.forEach(line -> text.append(line).append('\n'));
        DurableFile.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
        return newest.size();
    }

    /** Appends a line, on a line of its own even if the one before was torn; nothing stays when it does not fit. */
    private static void add(Path file, String line) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                DurableFile.PRIVATE)) {
            long end = channel.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            boolean torn = end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
            ByteBuffer bytes = ByteBuffer.wrap(((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes, end + bytes.position());
                }
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return facts.isRegularFile() && facts.size() <= MAX_BYTES;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            if (!isOurs(file)) {
                Files.delete(file);
                return List.of();
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
