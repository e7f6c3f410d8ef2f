package io.processmaster.daemon.adapter.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileHistoryTest {
    private static final AppName WEB = new AppName("web");
    private static final AppName DB = new AppName("db");

    @TempDir
    private Path directory;

    private Path file;
    private FileHistory history;

    @BeforeEach
    void reopen() throws IOException {
        history = FileHistory.open(new StateDirectory(directory));
        file = directory.resolve("history/web.jsonl");
    }

    @Test
    void runsComeBackNewestFirst() throws IOException {
        assertThat(history.newest(WEB, 5)).isEmpty();
        for (long run = 1; run <= 3; run++) {
            history.append(WEB, run(run));
        }
        history.append(DB, run(77));
        assertThat(history.newest(WEB, 2)).containsExactly(run(3), run(2));
        reopen();
        assertThat(history.newest(WEB, 50)).containsExactly(run(3), run(2), run(1));
        assertThat(history.newest(DB, 50)).containsExactly(run(77));
        assertThat(history.newest(WEB, 0)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void theLastRunIsFoundBehindGarbageAndLongLines() throws IOException {
        assertThat(history.last(WEB)).isEmpty();
        history.append(WEB, run(1));
        RunRecord longest = run(2, Collections.nCopies(30, "\u0001".repeat(1_000)));
        history.append(WEB, longest);
        assertThat(history.last(WEB)).isEqualTo(history.newest(WEB, 1).stream().findFirst());
        assertThat(history.last(WEB).orElseThrow().run()).isEqualTo(2);
        Files.writeString(
                file,
                "{\"run\":9223372036854775807}\n" + "x".repeat(300_000) + "\n{\"run\":3,\"torn",
                StandardOpenOption.APPEND);
        assertThat(history.last(WEB).orElseThrow().run()).isEqualTo(2);
        Files.write(file, new byte[0]);
        assertThat(history.last(WEB)).isEmpty();
    }

    @Test
    void aNumberBeyondAllCountingIsDamage() {
        String line = RunLine.encode(run(1));
        assertThat(RunLine.decode(line)).isPresent();
        assertThat(RunLine.decode(line.replace("\"run\":1,", "\"run\":9223372036854775807,")))
                .isEmpty();
        assertThat(RunLine.decode(line.replace("\"run\":1,", "\"run\":-1,"))).isEmpty();
    }

    @Test
    void whatTheDaemonBeforeToldAlreadyIsNotToldTwice() throws IOException {
        history.append(WEB, run(1));
        history.append(WEB, run(2));
        reopen();
        history.append(WEB, run(2));
        history.append(WEB, run(3));
        assertThat(history.newest(WEB, 50)).containsExactly(run(3), run(2), run(1));
    }

    @Test
    void neitherIsAnOlderOneThatAFullDiskKeptInTheState() throws IOException {
        for (long number = 1; number <= 3; number++) {
            history.append(WEB, run(number));
        }
        reopen();
        history.append(WEB, run(2));
        history.append(WEB, run(4));
        assertThat(history.newest(WEB, 9)).containsExactly(run(4), run(3), run(2), run(1));
    }

    @Test
    void neitherIsOneThatWasSavedWhileItWasLaunched() throws IOException {
        history.append(WEB, run(1, 60_500));
        reopen();
        history.append(WEB, run(1, 60_100));
        assertThat(history.newest(WEB, 9)).containsExactly(run(1, 60_500));
    }

    @Test
    void aNumberThatBeganAnewIsAnotherRun() throws IOException {
        history.append(WEB, run(1, 60_500));
        reopen();
        history.append(WEB, run(1, 90_000));
        assertThat(history.newest(WEB, 9)).containsExactly(run(1, 90_000), run(1, 60_500));
    }

    @Test
    void theNewestHundredAreAlwaysThereAndTheFileStaysSmall() throws IOException {
        for (long run = 1; run <= 555; run++) {
            if (run % 50 == 0) {
                reopen();
            }
            history.append(WEB, run(run));
            if (run % 7 != 1) {
                continue;
            }
            assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(FileHistory.TRIM_ABOVE);
            List<Long> expected = LongStream.rangeClosed(Math.max(1, run - 99), run)
                    .boxed()
                    .sorted(Collections.reverseOrder())
                    .toList();
            assertThat(history.newest(WEB, 1_000)).extracting(RunRecord::run).isEqualTo(expected);
        }
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aTailTornAtAnyByteCostsOnlyTheTornLine() throws IOException {
        history.append(WEB, run(1));
        int first = (int) Files.size(file);
        history.append(WEB, run(2));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            reopen();
            history.append(WEB, run(3));
            List<Long> expected = length >= whole.length - 1
                    ? List.of(3L, 2L, 1L)
                    : length >= first - 1 ? List.of(3L, 1L) : List.of(3L);
            assertThat(history.newest(WEB, 9))
                    .as("cut at %d", length)
                    .extracting(RunRecord::run)
                    .isEqualTo(expected);
        }
    }

    @Test
    void garbageIsPassedOverAndTrimmedAway() throws IOException {
        Files.writeString(file, "garbage\n{}\n\u0000\n".repeat(100));
        history.append(WEB, run(1));
        assertThat(history.newest(WEB, 9)).containsExactly(run(1));
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void aFileThatCannotBeOursBeginsAnew() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "untouched");
        Files.createSymbolicLink(file, elsewhere);
        history.append(WEB, run(1));
        assertThat(history.newest(WEB, 9)).containsExactly(run(1));
        assertThat(elsewhere).hasContent("untouched");
        Files.write(file, new byte[(int) FileHistory.MAX_BYTES + 1]);
        reopen();
        history.append(WEB, run(2));
        assertThat(history.newest(WEB, 9)).containsExactly(run(2));
    }

    @Test
    void theTailOfStandardErrorIsBounded() throws IOException {
        List<String> many =
                LongStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
        history.append(WEB, run(1, many));
        assertThat(history.newest(WEB, 1).get(0).stderrTail()).isEqualTo(many.subList(970, 1_000));
        history.append(WEB, run(2, List.of("first", "é".repeat(10_000), "last")));
        List<String> kept = history.newest(WEB, 1).get(0).stderrTail();
        assertThat(kept).hasSize(2).last().isEqualTo("last");
        assertThat(String.join("\n", kept).getBytes(UTF_8)).hasSizeBetween(8_000, RunLine.MAX_TAIL_BYTES);
    }

    @Test
    void aFailureNamesTheFile() throws IOException {
        Files.createDirectories(file.resolve("inside"));
        assertThatThrownBy(() -> history.append(WEB, run(1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("writing " + file.toRealPath() + ": ");
        assertThat(history.last(WEB)).as("not a history").isEmpty();
        assertThatThrownBy(() -> history.newest(WEB, 1))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("reading " + file.toRealPath() + ": ");
    }

    @Test
    void aLineThatWasAddedByHandIsKept() throws IOException {
        Files.writeString(file, RunLine.encode(run(1)), StandardOpenOption.CREATE);
        history.append(WEB, run(2));
        assertThat(history.newest(WEB, 9)).containsExactly(run(2), run(1));
    }

    private static RunRecord run(long number) {
        return run(number, List.of("größe\t\"x\"", "second"));
    }

    private static RunRecord run(long number, long startedAtMs) {
        return new RunRecord(
                number,
                "restart",
                "because",
                startedAtMs,
                startedAtMs + 5,
                ExitStatus.UNKNOWN,
                false,
                "unknown",
                List.of());
    }

    private static RunRecord run(long number, List<String> stderr) {
        ExitStatus exit = number % 2 == 0 ? ExitStatus.signalled(9, false) : ExitStatus.exited(3);
        return new RunRecord(
                number, "restart", "because", 1_000 + number, 2_000 + number, exit, true, "crashed", stderr);
    }
}
