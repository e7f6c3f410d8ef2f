package io.processmaster.daemon.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.time.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What crashes, torn tails and lost files do to the journal: entries may be lost, numbers never come twice. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class JournalCrashTest {
    private static final Moment AT = new Moment(Instant.ofEpochMilli(1_760_000_000_000L), 5);

    private static final List<String> PROMISES = List.of("journal.seq", "journal.seq.copy");
    private static final List<String> DAMAGES = List.of("", "nonsense", "-5", "123456789012345678901234567890");

    @TempDir
    private Path base;

    @Test
    void aTailTornAtAnyByteCostsOnlyTheTornLine() throws IOException {
        Path origin = fresh("origin");
        appendAndClose(origin, 2);
        byte[] whole = Files.readAllBytes(origin.resolve("journal.jsonl"));
        for (int length = 0; length <= whole.length; length++) {
            Path directory = fresh("torn");
            Files.write(directory.resolve("journal.jsonl"), Arrays.copyOf(whole, length));
            Files.copy(origin.resolve("journal.seq"), directory.resolve("journal.seq"));
            int complete = complete(whole, length);
            try (FileJournal journal = open(directory)) {
                assertThat(journal.tail(Optional.empty(), 10))
                        .as("cut at %d", length)
                        .hasSize(complete);
                assertThat(append(journal).seq()).isEqualTo(3);
            }
            List<String> lines = Files.readAllLines(directory.resolve("journal.jsonl"));
            assertThat(lines).as("cut at %d", length).hasSize(complete + 1).allMatch(line -> EntryLine.decode(line)
                    .isPresent());
        }
    }

    @Test
    void garbageIsPassedOver() throws IOException {
        Path directory = fresh("garbage");
        appendAndClose(directory, 2);
        Path file = directory.resolve("journal.jsonl");
        byte[] zeros = new byte[300_000];
        Files.writeString(file, "garbage\n{\"seq\":99999999999999999}\n{}\n\n[1]\n", StandardOpenOption.APPEND);
        Files.write(file, zeros, StandardOpenOption.APPEND);
        try (FileJournal journal = open(directory)) {
            assertThat(journal.tail(Optional.empty(), 10))
                    .extracting(JournalEntry::seq)
                    .containsExactly(1L, 2L);
            assertThat(append(journal).seq()).isEqualTo(3);
        }
        try (FileJournal journal = open(directory)) {
            assertThat(journal.tail(Optional.empty(), 10))
                    .extracting(JournalEntry::seq)
                    .containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void aLostJournalDoesNotBeginAgainAtOne() throws IOException {
        Path directory = fresh("lost");
        appendAndClose(directory, 7);
        Files.delete(directory.resolve("journal.jsonl"));
        try (FileJournal journal = open(directory)) {
            assertThat(append(journal).seq()).isEqualTo(8);
        }
    }

    @Test
    void oneDamagedPromiseCostsNothing() throws IOException {
        for (String file : PROMISES) {
            for (String damage : DAMAGES) {
                Path directory = fresh("promise");
                appendAndClose(directory, 7);
                Files.writeString(directory.resolve(file), damage);
                try (FileJournal journal = open(directory)) {
                    assertThat(append(journal).seq()).as(file + ": " + damage).isEqualTo(8);
                }
            }
        }
    }

    @Test
    void aLostPromiseSkipsMoreThanWasEverGiven() throws IOException {
        for (String damage : DAMAGES) {
            Path directory = fresh("promise");
            appendAndClose(directory, 7);
            loseThePromise(directory, damage);
            try (FileJournal journal = open(directory)) {
                long first = append(journal).seq();
                assertThat(first).isGreaterThan(7 + Numbers.BLOCK);
                assertThat(append(journal).seq()).isEqualTo(first + 1);
            }
        }
    }

    /** Damaged again and again, each time before anything that was told has reached the journal. */
    @Test
    void numbersThatWereOnlyToldDoNotComeBackWhenThePromiseIsLostTwice() throws IOException {
        Path directory = fresh("twice");
        appendAndClose(directory, 7);
        byte[] journalOnDisk = Files.readAllBytes(directory.resolve("journal.jsonl"));
        long told = 7;
        for (int life = 0; life < 3; life++) {
            loseThePromise(directory, "");
            try (FileJournal journal = open(directory)) {
                assertThat(append(journal).seq()).isGreaterThan(told);
                told = append(journal).seq();
            }
            Files.write(directory.resolve("journal.jsonl"), journalOnDisk);
        }
    }

    @Test
    void aDiskWithoutRoomForNewFilesHasItsPromiseInPlaceOfTheOldOne() throws IOException {
        Path directory = fresh("full");
        appendAndClose(directory, 7);
        refuseNewFiles(directory);
        long told = 7;
        for (int life = 0; life < 3; life++) {
            Path image = fresh("full" + life);
            try (FileJournal journal = open(directory)) {
                assertThat(append(journal).seq()).isGreaterThan(told).isLessThan(5 * Numbers.BLOCK);
                told = append(journal).seq();
                copyPromises(directory, image);
            }
            refuseNewFiles(image);
            directory = image;
        }
    }

    @Test
    void aDaemonThatCannotWriteItsPromiseGivesNoNumberThatTheNextOneGives() throws IOException {
        Path directory = fresh("unwritable");
        Set<Long> told = new HashSet<>();
        // Neither promise nor journal can be read or written: there is nothing of one daemon that the next one sees.
        for (String file : List.of("journal.seq", "journal.seq.copy", "journal.jsonl")) {
            Files.createDirectories(directory.resolve(file).resolve("in the way"));
        }
        for (int life = 0; life < 3; life++) {
            try (FileJournal journal = open(directory)) {
                long first = append(journal).seq();
                assertThat(told).doesNotContain(first);
                assertThat(append(journal).seq()).isEqualTo(first + 1);
                told.addAll(List.of(first, first + 1));
            }
        }
    }

    private static void loseThePromise(Path directory, String damage) throws IOException {
        for (String file : PROMISES) {
            Files.writeString(directory.resolve(file), damage);
        }
    }

    /** As a full disk does: what is there can be overwritten. */
    private static void refuseNewFiles(Path directory) throws IOException {
        for (String file : PROMISES) {
            Files.createDirectories(directory.resolve("." + file + ".new").resolve("in the way"));
        }
    }

    private static void copyPromises(Path from, Path to) throws IOException {
        for (String file : PROMISES) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }

    @Test
    void fiftyCrashesRepeatNoNumber() throws IOException {
        Random random = new Random(42);
        long last = 0;
        Path directory = fresh("crash0");
        for (int cycle = 1; cycle <= 50; cycle++) {
            Path image = fresh("crash" + cycle);
            try (FileJournal journal = open(directory)) {
                int entries = 1 + random.nextInt(300);
                for (int i = 0; i < entries; i++) {
                    long seq = append(journal).seq();
                    assertThat(seq).as("seed 42, cycle %d", cycle).isGreaterThan(last);
                    last = seq;
                }
                // What a crash at this moment leaves: whatever the writer has written, and perhaps not even that.
                copy(directory, image);
            }
            tear(image.resolve("journal.jsonl"), random);
            directory = image;
        }
    }

    @Test
    void aKilledDaemonRepeatsNoNumber() throws Exception {
        Path directory = fresh("killed");
        long last = 0;
        for (int cycle = 0; cycle < 4; cycle++) {
            Process process = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Victim.class.getName(),
                            directory.toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (int read = 0; read < 2_000; read++) {
                    long seq = Long.parseLong(out.readLine());
                    assertThat(seq).isGreaterThan(last);
                    last = seq;
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            last = Math.max(last, newestOnDisk(directory));
        }
    }

    private static long newestOnDisk(Path directory) {
        List<JournalEntry> newest = new Segments(directory).newest(Optional.empty(), Long.MAX_VALUE, 1, List.of());
        return newest.isEmpty() ? 0 : newest.get(0).seq();
    }

    private static int complete(byte[] whole, int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            boolean closed = whole[i] == '\n';
            boolean onlyBreakIsMissing = i == length - 1 && i + 1 < whole.length && whole[i + 1] == '\n';
            lines += closed || onlyBreakIsMissing ? 1 : 0;
        }
        return lines;
    }

    private static void tear(Path file, Random random) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        switch (random.nextInt(4)) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            case 2 -> Files.write(file, Arrays.copyOf(bytes, bytes.length + random.nextInt(5_000)));
            default -> Files.writeString(file, "{\"seq\":1,\"half", StandardOpenOption.APPEND);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.list(from)) {
            for (Path file : all.toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    private static void appendAndClose(Path directory, int count) {
        try (FileJournal journal = open(directory)) {
            for (int i = 0; i < count; i++) {
                append(journal);
            }
        }
    }

    private static FileJournal open(Path directory) {
        return FileJournal.open(directory, new HostTime());
    }

    private static JournalEntry append(FileJournal journal) {
        return journal.append(AT, "t", Optional.empty(), "e", "größe", Map.of("a", "\"b\""));
    }

    private Path fresh(String name) throws IOException {
        return Files.createTempDirectory(base, name);
    }

    /** A daemon that appends and prints the numbers, until it is killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            FileJournal journal = FileJournal.open(Path.of(args[0]), new HostTime());
            while (!System.out.checkError()) {
                System.out.println(append(journal).seq());
            }
        }
    }
}
