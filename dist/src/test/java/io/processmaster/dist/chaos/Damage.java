package io.processmaster.dist.chaos;

import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Damages files of the state directory while no daemon runs, as a power cut or a bad disk does.
 *
 * @param state the directory
 * @param losses is told of the run whose line is torn off
 */
record Damage(Path state, Losses losses) {
    private static final List<String> WHOLE = List.of("state.json", "journal.seq", "numbers.json");
    private static final List<String> GROWN =
            List.of("journal.jsonl", "history/steady-0.jsonl", "history/crash-0.jsonl");
    private static final int TORN = 30;

    /** Damages one file and returns what it did. */
    String does(int dice) throws IOException {
        boolean whole = dice % 3 != 0;
        List<String> names = whole ? WHOLE : GROWN;
        String name = names.get(dice / 3 % names.size());
        Path file = state.resolve(name);
        if (!Files.isRegularFile(file)) {
            return name + " is not there";
        }
        byte[] bytes = Files.readAllBytes(file);
        int way = dice / 9 % 3;
        if (!whole) {
            // The end is what a crash tears; what lies before it was on the disk long ago.
            byte[] torn = Arrays.copyOf(bytes, Math.max(0, bytes.length - TORN));
            if (way != 0 && name.startsWith("history/")) {
                String app = file.getFileName().toString().replace(".jsonl", "");
                begunOf(bytes, torn).forEach(at -> losses.tore(app, at));
            }
            Files.write(file, way == 0 ? garbage(bytes) : torn);
            return name + (way == 0 ? " ends with garbage" : " is torn at its end");
        }
        Files.write(file, way == 0 ? new byte[0] : way == 1 ? Arrays.copyOf(bytes, bytes.length / 2) : noise(dice));
        return name + (way == 0 ? " is empty" : way == 1 ? " is cut in half" : " is garbage");
    }

    /** When the runs began whose lines are whole before only, in milliseconds since 1970. */
    private static LongStream begunOf(byte[] before, byte[] after) {
        Set<String> left = new String(after, StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
        return new String(before, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !left.contains(line))
                .flatMapToLong(line -> begun(line).stream());
    }

    // An earlier damage may have left a line that is none.
    private static OptionalLong begun(String line) {
        try {
            return JsonReader.readObject(line).findInteger("started_at_ms");
        } catch (JsonException e) {
            return OptionalLong.empty();
        }
    }

    private static byte[] garbage(byte[] bytes) {
        byte[] more = "\u0000\u0001 {garbage".getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, all, bytes.length, more.length);
        return all;
    }

    private static byte[] noise(int dice) {
        byte[] noise = new byte[500];
        new java.util.Random(dice).nextBytes(noise);
        return noise;
    }
}
