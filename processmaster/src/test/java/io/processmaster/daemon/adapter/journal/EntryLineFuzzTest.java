package io.processmaster.daemon.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.daemon.core.journal.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever stands in the journal's file, its good entries are found, and new ones go behind it on lines of their own. */
public final class EntryLineFuzzTest {
    private static final byte[] NEW = line(1L << 53);
    private static final int MANY = 1_000_000;

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(EntryLineFuzzTest.class, EntryLineFuzzTest::fuzzerTestOneInput);
    }

    private static byte[] line(long seq) {
        JournalEntry entry = new JournalEntry(seq, 1, "test", Optional.empty(), "new", "m", Map.of());
        return (EntryLine.encode(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes as those of the file. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Path directory = Files.createTempDirectory("journal");
            Path file = directory.resolve("journal.jsonl");
            try {
                Files.write(file, input);
                examine(new Segments(directory), new String(input, StandardCharsets.UTF_8));
            } finally {
                Files.delete(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void examine(Segments segments, String text) throws IOException {
        List<JournalEntry> before = newest(segments, 1L << 53);
        for (JournalEntry entry : before) {
            assertThat(EntryLine.decode(EntryLine.encode(entry))).contains(entry);
        }
        assertThat(before)
                .isSortedAccordingTo((one, other) -> Long.compare(one.seq(), other.seq()))
                .doesNotHaveDuplicates();
        try (Tail tail = new Tail(segments)) {
            tail.append(NEW);
        }
        List<JournalEntry> after = newest(segments, Long.MAX_VALUE);
        assertThat(after.get(after.size() - 1).event()).isEqualTo("new");
        assertThat(after.subList(0, after.size() - 1)).isEqualTo(before);
        assertThat(before.size()).isLessThanOrEqualTo((int) text.lines().count());
    }

    private static List<JournalEntry> newest(Segments segments, long below) {
        List<IOException> unreadable = new ArrayList<>();
        List<JournalEntry> found = segments.newest(Optional.empty(), below, MANY, unreadable);
        assertThat(unreadable).isEmpty();
        return found;
    }
}
