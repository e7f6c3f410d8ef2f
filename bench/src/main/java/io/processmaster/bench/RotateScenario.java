package io.processmaster.bench;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Rotations of the log of an app that writes numbered lines as fast as it can; then all lines are counted. */
final class RotateScenario implements Scenario {
    private static final int ROTATIONS = 20;
    private static final int MOST_EVENTS = 10_000;
    private static final long SETTLED_BYTES = 1_000_000;
    private static final double BYTES_PER_MIB = 1024 * 1024;
    private static final String FLOOD =
            "i=0; while [ ! -e stop ]; do seq $((i*100000)) $((i*100000+99999)); i=$((i+1)); done;"
                    + " echo $((i*100000)) >all; mv all total; exec sleep 1000000";

    @Override
    public void measure(Site site, Consumer<Row> results) throws Exception {
        Home home = site.home();
        Path work = home.defineRotated(FLOOD, size(0));
        Path log = work.resolve("logs/stdout.log");
        List<Long> pauses;
        try (DaemonClient client = site.startDaemon().connect()) {
            long begun = System.nanoTime();
            for (int i = 1; i <= ROTATIONS; i++) {
                Pause.until("there is something to rotate", () -> Files.exists(log) && Files.size(log) > BYTES_PER_MIB);
                // A new size has the log looked at at once.
                home.defineRotated(FLOOD, size(i));
                client.call(Method.UPDATE, JsonObject.EMPTY);
                int wanted = i;
                Pause.until("rotation " + i, () -> pauses(client).size() >= wanted);
            }
            Files.createFile(work.resolve("stop"));
            Pause.until("the app has written its last line", () -> Files.exists(work.resolve("total")));
            long nanos = System.nanoTime() - begun;
            pauses = pauses(client);
            results.accept(Row.durations("an app stands still for a rotation, at full flood", new Samples(pauses), ""));
            double seconds = nanos / 1e9;
            results.accept(Row.value(
                    "what it wrote meanwhile",
                    String.format(Locale.ROOT, "%.0f MiB/s", bytes(work) / BYTES_PER_MIB / seconds),
                    ""));
            // What is still too large is rotated as well, and nothing is to be counted in the middle of that.
            Path copy = work.resolve("logs/.stdout.log.rotating");
            Pause.until("the last rotation is over", () -> Files.size(log) < SETTLED_BYTES && !Files.exists(copy));
        }
        long total = Long.parseLong(Files.readString(work.resolve("total")).strip());
        results.accept(Row.value("lines lost, torn or doubled, of " + total, Long.toString(wrong(work, total)), "0"));
    }

    private static String size(int rotation) {
        return 1000 + rotation % 2 + "k";
    }

    private static List<Long> pauses(DaemonClient client) throws IOException {
        List<Long> nanos = new ArrayList<>();
        JsonObject all = JsonObject.builder().put("n", MOST_EVENTS).build();
        try {
            for (JsonObject event :
                    client.call(Method.EVENTS, all).array("events").objects(found -> found)) {
                if (event.text("event").equals("log_rotated")) {
                    nanos.add(Long.parseLong(event.object("data").text("pause_us")) * 1000);
                }
            }
        } catch (DaemonUnreachable | RpcFailure e) {
            throw new IOException(e.getMessage(), e);
        }
        return nanos;
    }

    private static List<Path> oldestFirst(Path work) {
        List<Path> files = new ArrayList<>();
        for (int number = ROTATIONS * 2; number > 0; number--) {
            Path rotated = work.resolve("logs/stdout.log." + number);
            if (Files.exists(rotated)) {
                files.add(rotated);
            }
        }
        files.add(work.resolve("logs/stdout.log"));
        return files;
    }

    private static long bytes(Path work) throws IOException {
        long bytes = 0;
        for (Path file : oldestFirst(work)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** How many lines are not the one that has to follow; a line may begin in one file and end in the next. */
    private static long wrong(Path work, long total) throws IOException {
        long next = 0;
        long wrong = 0;
        String begun = "";
        for (Path file : oldestFirst(work)) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
                boolean whole = endsWithNewline(file);
                String line = lines.readLine();
                while (line != null) {
                    String following = lines.readLine();
                    String text = begun + line;
                    begun = following == null && !whole ? text : "";
                    if (begun.isEmpty()) {
                        wrong += text.equals(Long.toString(next)) ? 0 : 1;
                        next++;
                    }
                    line = following;
                }
            }
        }
        return wrong + Math.abs(total - next);
    }

    private static boolean endsWithNewline(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (channel.size() == 0) {
                return true;
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(last);
            return last.get(0) == '\n';
        }
    }
}
