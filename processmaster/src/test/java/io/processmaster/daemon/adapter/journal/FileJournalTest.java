package io.processmaster.daemon.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.time.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class FileJournalTest {
    private static final Moment AT = new Moment(Instant.ofEpochMilli(1_760_000_000_000L), 5);
    private static final AppName WEB = new AppName("web");
    private static final AppName DB = new AppName("db");

    @TempDir
    private Path directory;

    @Test
    void whatIsAppendedIsReadByTheNextDaemon() throws IOException {
        List<JournalEntry> written = new ArrayList<>();
        try (FileJournal journal = open()) {
            written.add(journal.append(AT, "launch", Optional.of(WEB), "started", "pid 1", Map.of("pid", "1")));
            written.add(journal.append(AT, "boot", Optional.empty(), "ready", "one\ntwo", Map.of()));
            assertThat(journal.tail(Optional.empty(), 10)).isEqualTo(written);
            assertThat(journal.tail(Optional.of(WEB), 10)).containsExactly(written.get(0));
            assertThat(journal.tail(Optional.of(DB), 10)).isEmpty();
            assertThat(journal.tail(Optional.empty(), 1)).containsExactly(written.get(1));
            assertThat(journal.tail(Optional.empty(), -1)).isEmpty();
        }
        assertThat(written).extracting(JournalEntry::seq).containsExactly(1L, 2L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("journal.jsonl"))))
                .isEqualTo("rw-------");
        try (FileJournal next = open()) {
            assertThat(next.tail(Optional.empty(), 10)).isEqualTo(written);
            assertThat(append(next, 3).seq()).isEqualTo(3);
        }
    }

    @Test
    void oldEntriesComeFromTheFiles() {
        try (FileJournal journal = open()) {
            for (int i = 1; i <= 6_000; i++) {
                journal.append(AT, "t", Optional.of(i % 1_000 == 0 ? DB : WEB), "e", "m" + i, Map.of());
            }
            assertThat(journal.tail(Optional.empty(), 5_000))
                    .extracting(JournalEntry::seq)
                    .containsExactlyElementsOf(range(1_001, 6_000));
            assertThat(journal.tail(Optional.of(DB), 100))
                    .extracting(JournalEntry::message)
                    .containsExactly("m1000", "m2000", "m3000", "m4000", "m5000", "m6000");
            assertThat(journal.tail(Optional.empty(), 20_000)).hasSize(6_000);
        }
    }

    @Test
    void eightThreadsLoseAndRepeatNothing() throws Exception {
        int each = 10_000;
        ConcurrentLinkedQueue<Long> given = new ConcurrentLinkedQueue<>();
        FileJournal journal = open();
        try (journal) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        given.add(append(journal, i).seq());
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            threads.shutdown();
            assertThat(given.stream().sorted().toList()).isEqualTo(range(1, 8L * each));
            assertThat(journal.tail(Optional.empty(), 2_000))
                    .extracting(JournalEntry::seq)
                    .containsExactlyElementsOf(range(8L * each - 1_999, 8L * each));
        }
        long onDisk = 0;
        for (Path file : files()) {
            onDisk += Files.readAllLines(file).size();
        }
        assertThat(onDisk + journal.unwritten()).isEqualTo(8L * each);
    }

    @Test
    void filesAreRotatedAndTheOldestGo() throws IOException {
        String big = "x".repeat(4_000);
        Map<String, String> data = Map.of("a", big, "b", big, "c", big);
        // Fewer than the backlog holds, so that a slow disk loses none.
        int count = 4_000;
        try (FileJournal journal = open()) {
            for (int i = 0; i < count; i++) {
                journal.append(AT, "t", Optional.empty(), "e", big, data);
            }
        }
        assertThat(files()).hasSize(1 + Segments.OLDER);
        long expected = count;
        for (Path file : files()) {
            assertThat(Files.size(file)).isBetween(1L, Tail.MAX_BYTES);
            List<String> lines = Files.readAllLines(file);
            for (int i = lines.size() - 1; i >= 0; i--) {
                assertThat(EntryLine.decode(lines.get(i)).orElseThrow().seq()).isEqualTo(expected);
                expected--;
            }
        }
        assertThat(expected).isPositive();
    }

    @Test
    void aReaderGetsOldAndNewWithoutAGap() throws Exception {
        try (FileJournal journal = open()) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 900; i++) {
                    append(journal, i);
                }
            });
            writer.start();
            try (var reader = journal.subscribe(Optional.empty(), 10_000)) {
                for (long seq = 1; seq <= 900; seq++) {
                    assertThat(reader.poll(Duration.ofSeconds(20)).orElseThrow().seq())
                            .isEqualTo(seq);
                }
            }
            writer.join();
        }
    }

    @Test
    void aSlowReaderIsToldHowMuchItMissed() throws Exception {
        try (FileJournal journal = open();
                var reader = journal.subscribe(Optional.of(WEB), 5)) {
            for (int i = 1; i <= 1_500; i++) {
                journal.append(AT, "t", Optional.of(WEB), "e", "m" + i, Map.of());
                journal.append(AT, "t", Optional.of(DB), "e", "not for this reader", Map.of());
            }
            JournalEntry lagged = reader.poll(Duration.ZERO).orElseThrow();
            assertThat(lagged.event()).isEqualTo("lagged");
            assertThat(lagged.data()).isEqualTo(Map.of("dropped", "500"));
            long last = lagged.seq();
            for (int i = 501; i <= 1_500; i++) {
                JournalEntry entry = reader.poll(Duration.ZERO).orElseThrow();
                assertThat(entry.message()).isEqualTo("m" + i);
                assertThat(entry.seq()).isGreaterThan(last);
                last = entry.seq();
            }
            assertThat(reader.poll(Duration.ZERO)).isEmpty();
            assertThat(reader.ended()).isFalse();
        }
    }

    @Test
    void theEndOfTheJournalEndsItsReaders() throws Exception {
        FileJournal journal = open();
        var reader = journal.subscribe(Optional.empty(), 0);
        var leaver = journal.subscribe(Optional.empty(), 0);
        append(journal, 1);
        leaver.close();
        assertThat(leaver.ended()).isTrue();
        assertThat(leaver.poll(Duration.ofSeconds(20))).isEmpty();
        journal.close();
        assertThat(reader.ended()).isFalse();
        assertThat(reader.poll(Duration.ofSeconds(20))).isPresent();
        assertThat(reader.poll(Duration.ofSeconds(20))).isEmpty();
        assertThat(reader.ended()).isTrue();
        assertThat(append(journal, 2).seq()).isZero();
        assertThat(journal.subscribe(Optional.empty(), 0).ended()).isTrue();
        journal.close();
    }

    @Test
    void aDiskThatRefusesCostsNothingAndIsToldOnceItWorksAgain() throws Exception {
        Path file = Files.createDirectory(directory.resolve("journal.jsonl"));
        FileJournal journal = open();
        JournalEntry early;
        JournalEntry told;
        try (journal;
                var reader = journal.subscribe(Optional.empty(), 0)) {
            early = append(journal, 1);
            assertThat(journal.tail(Optional.empty(), 10)).containsExactly(early);
            assertThat(reader.poll(Duration.ofSeconds(20))).contains(early);
            while (journal.trouble().isEmpty()) {
                Thread.onSpinWait();
            }
            Files.delete(file);
            told = reader.poll(Duration.ofSeconds(20)).orElseThrow();
            assertThat(told.event()).isEqualTo("journal_recovered");
            assertThat(told.data()).isEqualTo(Map.of("unwritten", "0"));
            assertThat(told.message()).contains("writing " + file);
            assertThat(journal.trouble()).isEmpty();
        }
        assertThat(Files.readAllLines(file).stream()
                        .map(line -> EntryLine.decode(line).orElseThrow()))
                .containsExactly(early, told);
    }

    @Test
    void aFileThatSomebodyRemovedIsMadeAnew() throws IOException {
        Path file = directory.resolve("journal.jsonl");
        try (FileJournal journal = open()) {
            for (int i = 0; i <= Ring.MAX_ENTRIES; i++) {
                append(journal, i);
            }
            // Waits until the oldest one, which left memory, is in the file.
            assertThat(journal.tail(Optional.empty(), 2_001)).hasSize(2_001);
            Files.delete(file);
            append(journal, 7);
        }
        assertThat(Files.readAllLines(file)).last().asString().contains("\"seq\":2002,");
    }

    private FileJournal open() {
        return FileJournal.open(directory, new HostTime());
    }

    private static JournalEntry append(FileJournal journal, int number) {
        return journal.append(AT, "test", Optional.empty(), "counted", "number " + number, Map.of());
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        files.add(directory.resolve("journal.jsonl"));
        for (int i = 1; Files.exists(directory.resolve("journal.jsonl." + i)); i++) {
            files.add(directory.resolve("journal.jsonl." + i));
        }
        return files;
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
