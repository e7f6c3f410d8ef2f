package io.processmaster.daemon.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.time.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a full disk does to the journal, on a small file system of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class JournalFullDiskIT {
    private static final Moment AT = new Moment(Instant.EPOCH, 0);

    @TempDir
    private Path base;

    private Path mounted;

    @BeforeEach
    void mount() throws Exception {
        Path point = Files.createDirectory(base.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", point.toString()) == 0,
                "needs the right to mount a tmpfs");
        mounted = point;
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted != null) {
            assertThat(run("umount", mounted.toString())).isZero();
        }
    }

    @Test
    void eventsGoOnInMemoryAndReachTheDiskWhenThereIsRoomAgain() throws Exception {
        Path filler = mounted.resolve("filler");
        List<Long> appended = new ArrayList<>();
        try (FileJournal journal = FileJournal.open(mounted, new HostTime())) {
            assertThatThrownBy(() -> Files.write(filler, new byte[2 << 20])).isInstanceOf(IOException.class);
            // More than the disk holds, less than the backlog.
            for (int i = 0; i < 6_000; i++) {
                appended.add(append(journal));
            }
            while (journal.trouble().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(journal.trouble().orElseThrow()).contains(mounted.toString(), "No space left on device");
            assertThat(journal.tail(Optional.empty(), 1).get(0).seq()).isEqualTo(appended.get(appended.size() - 1));
            try (var reader = journal.subscribe(Optional.empty(), 0)) {
                Files.delete(filler);
                JournalEntry told = reader.poll(Duration.ofSeconds(30)).orElseThrow();
                assertThat(told.event()).isEqualTo("journal_recovered");
                assertThat(told.data()).isEqualTo(Map.of("unwritten", "0"));
                appended.add(told.seq());
            }
        }
        assertThat(Files.readAllLines(mounted.resolve("journal.jsonl")).stream()
                        .map(line -> EntryLine.decode(line).orElseThrow().seq()))
                .containsExactlyElementsOf(appended);
    }

    @Test
    void daemonsThatComeAndGoOnAFullDiskGiveNoNumberTwice() throws Exception {
        try (FileJournal first = FileJournal.open(mounted, new HostTime())) {
            append(first);
        }
        assertThatThrownBy(() -> Files.write(mounted.resolve("filler"), new byte[2 << 20]))
                .isInstanceOf(IOException.class);
        // Not closed before the next one begins: each was killed, and only told its events.
        try (FileJournal second = FileJournal.open(mounted, new HostTime());
                FileJournal third = openAfter(append(second));
                FileJournal fourth = openAfter(append(third))) {
            assertThat(append(fourth)).isLessThan(5 * Numbers.BLOCK);
        }
    }

    @Test
    void whatADaemonThatEndsOnAFullDiskCannotWriteHasNothingWrittenAfterIt() throws Exception {
        long first;
        try (FileJournal before = FileJournal.open(mounted, new HostTime())) {
            first = append(before);
        }
        long tooLong;
        long fits;
        try (FileJournal journal = FileJournal.open(mounted, new HostTime())) {
            assertThatThrownBy(() -> Files.write(mounted.resolve("filler"), new byte[2 << 20]))
                    .isInstanceOf(IOException.class);
            // More than is left of the page that the file has.
            tooLong = append(journal, "x".repeat(5_000));
            while (journal.trouble().isEmpty()) {
                Thread.onSpinWait();
            }
            fits = append(journal);
        }
        try (FileJournal next = FileJournal.open(mounted, new HostTime())) {
            assertThat(next.tail(Optional.empty(), 10))
                    .extracting(JournalEntry::seq)
                    .contains(first)
                    .doesNotContain(tooLong, fits);
        }
    }

    private FileJournal openAfter(long told) {
        FileJournal journal = FileJournal.open(mounted, new HostTime());
        assertThat(append(journal)).isGreaterThan(told);
        return journal;
    }

    private static long append(FileJournal journal) {
        return append(journal, "an event");
    }

    private static long append(FileJournal journal, String message) {
        return journal.append(AT, "t", Optional.empty(), "e", message, Map.of()).seq();
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
