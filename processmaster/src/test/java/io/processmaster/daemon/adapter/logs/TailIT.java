package io.processmaster.daemon.adapter.logs;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.LogFiles;
import io.processmaster.daemon.port.LogReader.Query;
import io.processmaster.daemon.port.LogReader.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TailIT {
    private final AppLogFiles files = new AppLogFiles(process -> WEB);
    private final AppLogReader reader = new AppLogReader(process -> WEB, new SystemTime(), ZoneOffset.UTC);
    private Playground ground;
    private AppSpec app;
    private Path out;

    @BeforeEach
    void makeGround() throws IOException {
        ground = new Playground();
        app = ground.app("out.log", "out.log", List.of());
        out = ground.home().resolve("out.log");
    }

    @AfterEach
    void removeGround() throws IOException {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void theLastLinesAreThoseOfAnyTail() throws Exception {
        for (String text : List.of("", "\n", "a", "a\n", "a\nb\nc", "a\nb\nc\n", "a\n\n\n")) {
            Playground.write(out, text, WEB);
            List<String> all = text.lines().toList();
            for (int most = 0; most < 5; most++) {
                assertThat(tail(most, Optional.empty(), Optional.empty()).lines())
                        .as("%s of %s", most, text)
                        .isEqualTo(all.subList(Math.max(0, all.size() - most), all.size()));
            }
        }
    }

    @Test
    void manyLinesAndMuchTextAreBounded() throws Exception {
        Playground.write(out, numbered(0, 200_000), WEB);
        assertThat(tail(1_000_000, Optional.empty(), Optional.empty()).lines())
                .hasSize(10_000)
                .startsWith("line 190000")
                .endsWith("line 199999");
        Playground.write(out, ("y".repeat(70_000) + "\n").repeat(100), WEB);
        assertThat(tail(10_000, Optional.empty(), Optional.empty()).lines())
                .hasSize(59)
                .allMatch(line -> line.endsWith(LogLines.CUT_MARK));
        Playground.write(out, "\n".repeat(5_000_000), WEB);
        AppLogReader patient = new AppLogReader(process -> WEB, new StandingTime(), ZoneOffset.UTC);
        Query all = new Query(Optional.of("out.log"), 10_000, Optional.empty(), Optional.of(".*"));
        assertThat(patient.tail(app, all).get(0).lines()).hasSize(10_000);
    }

    @Test
    void sinceKeepsWhatFollowsTheFirstLineOfThatTime() throws Exception {
        Playground.write(out, "before\n2026-01-01T00:00:00Z a\n  at a\n2026-01-02T00:00:00Z b\n  at b\n", WEB);
        Optional<Instant> noon = Optional.of(Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(tail(10, noon, Optional.empty()).lines()).containsExactly("2026-01-02T00:00:00Z b", "  at b");
        assertThat(tail(10, noon, Optional.of("at")).lines()).containsExactly("  at b");
        Tail late = tail(10, Optional.of(Instant.parse("2027-01-01T00:00:00Z")), Optional.empty());
        assertThat(late.lines()).isEmpty();
        assertThat(late.notice()).isEmpty();
    }

    @Test
    void aFileWithoutTimesIsShownWithANotice() throws Exception {
        Playground.write(out, "a\nb\n", WEB);
        Tail tail = tail(10, Optional.of(Instant.EPOCH), Optional.empty());
        assertThat(tail.lines()).containsExactly("a", "b");
        assertThat(tail.notice()).hasValueSatisfying(text -> assertThat(text).contains("no line of it begins"));
    }

    @Test
    void aFileThatCannotBeOpenedSafelyIsNotShownButExplained() throws Exception {
        Files.createSymbolicLink(out, ground.decoy().resolve("secret"));
        Tail tail = tail(10, Optional.empty(), Optional.empty());
        assertThat(tail.lines()).isEmpty();
        assertThat(tail.notice())
                .hasValueSatisfying(text -> assertThat(text).startsWith("out.log: is a symbolic link"));
        assertThat(files.list(app)).isEmpty();
        assertThat(files.stderrTail(app, 0, 10)).isEmpty();
    }

    @Test
    void stderrTailIsThatOfTheRunBoundedAndPlain() throws Exception {
        assertThat(files.stderrTail(app, 0, 10)).isEmpty();
        Playground.write(out, "of an earlier run\n", WEB);
        long from;
        try (Handle handle = files.openForAppend(app, WEB, LogFiles.Stream.STDERR)) {
            from = files.size(handle);
        }
        assertThat(from).isEqualTo("of an earlier run\n".length());
        append("\u001b[31mboom\u001b[0m\u0007\nat x\nlast");
        assertThat(files.stderrTail(app, from, 10)).containsExactly("boom", "at x", "last");
        assertThat(files.stderrTail(app, from, 1)).containsExactly("last");
        assertThat(files.stderrTail(app, from, 0)).isEmpty();
        assertThat(files.stderrTail(app, 1_000_000, 1)).containsExactly("last");
        append("\n" + numbered(0, 100_000));
        List<String> tail = files.stderrTail(app, from, 1_000_000);
        assertThat(tail).endsWith("line 99999").allMatch(line -> line.matches("line \\d{5}"));
        assertThat(tail.size()).isBetween(5000, 64 * 1024 / 11);
        append("x".repeat(1_000_000));
        assertThat(files.stderrTail(app, from, 10)).hasSize(1);
    }

    private Tail tail(int most, Optional<Instant> since, Optional<String> grep) {
        return reader.tail(app, new Query(Optional.of("out.log"), most, since, grep))
                .get(0);
    }

    private void append(String text) throws IOException {
        Files.writeString(out, text, StandardOpenOption.APPEND);
    }

    private static String numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
