package io.processmaster.dist.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a chaos run would find, if it were there. */
final class ChecksTest {
    private static final String END = " a line of output that is long enough to fill a log soon\n";

    @TempDir
    Path directory;

    private final Losses losses = new Losses();

    private static RunRecord run(long number, long from, long to) {
        return run(number, from, to, OptionalLong.of(3));
    }

    private static RunRecord run(long number, long from, long to, OptionalLong code) {
        return new RunRecord(
                "web",
                number,
                "restart_policy",
                Optional.empty(),
                from,
                OptionalLong.of(to),
                code,
                code.isPresent() ? Optional.empty() : Optional.of("SIGTERM"),
                false,
                Optional.of("failed"),
                List.of());
    }

    private static Ledger.Begin begin(long at) {
        return new Ledger.Begin("web", 1, at);
    }

    @Test
    void runsThatAreAllToldAreGood() {
        List<RunRecord> told = List.of(run(1, 10_000, 20_000), run(2, 20_000, 40_000));
        assertThat(new RunsCheck(losses).compare("web", List.of(begin(10_100), begin(20_100)), told))
                .isEqualTo(new RunsCheck.Excused(0, 0));
    }

    @Test
    void aRunThatIsNotToldIsFound() {
        List<RunRecord> told = List.of(run(1, 10_000, 20_000), run(3, 40_000, 60_000));
        List<Ledger.Begin> begun = List.of(begin(10_100), begin(25_000), begin(40_100));
        assertThatThrownBy(() -> new RunsCheck(losses).compare("web", begun, told))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("not in the history");
    }

    @Test
    void aRunWhoseLineWasTornOffMayBeMissingAndNoOther() {
        List<RunRecord> told = List.of(run(1, 10_000, 20_000), run(3, 40_000, 60_000));
        List<Ledger.Begin> begun = List.of(begin(10_100), begin(25_000), begin(40_100));
        losses.tore("other", 24_900);
        losses.tore("web", 25_100);
        assertThatThrownBy(() -> new RunsCheck(losses).compare("web", begun, told))
                .hasMessageContaining("atMs=25000");
        losses.tore("web", 24_900);
        assertThat(new RunsCheck(losses).compare("web", begun, told)).isEqualTo(new RunsCheck.Excused(0, 1));
    }

    @Test
    void aLineThatIsTornOffIsToldAsTheRunOfItsApp() throws IOException {
        Path history = Files.createDirectory(directory.resolve("history"));
        for (String app : List.of("steady-0", "crash-0")) {
            Files.writeString(
                    history.resolve(app + ".jsonl"),
                    "{\"run\":1,\"started_at_ms\":5000}\n{\"run\":2,\"started_at_ms\":7000}\n");
        }
        Damage damage = new Damage(directory, losses);
        // Garbage at the end of both, and then the end of both is torn off.
        for (int dice : new int[] {3, 6, 12, 15}) {
            damage.does(dice);
        }
        assertThat(losses.sawTorn("crash-0", 7_100)).isTrue();
        assertThat(losses.sawTorn("steady-0", 7_100)).isTrue();
        assertThat(losses.sawTorn("steady-1", 7_100)).isFalse();
        assertThat(losses.sawTorn("crash-0", 6_900)).as("the line before").isFalse();
    }

    @Test
    void theRunAfterALostOneIsStillItsOwn() {
        List<RunRecord> told = List.of(run(1, 10_000, 20_000), run(3, 40_000, 60_000));
        List<Ledger.Begin> begun = List.of(begin(10_100), begin(25_000), begin(40_100));
        assertThatThrownBy(() -> new RunsCheck(losses).compare("web", begun, told))
                .hasMessageContaining("atMs=25000");
    }

    @Test
    void twoRunsForOneThatIsToldAreFound() {
        List<Ledger.Begin> begun = List.of(begin(10_100), begin(12_000));
        assertThatThrownBy(() -> new RunsCheck(losses).compare("web", begun, List.of(run(1, 10_000, 20_000))))
                .hasMessageContaining("not in the history");
    }

    @Test
    void aRunThatNeverBeganIsFoundUnlessItWasEndedBeforeItCould() {
        RunsCheck check = new RunsCheck(losses);
        List<RunRecord> ended = List.of(run(1, 10_000, 10_050, OptionalLong.empty()), run(2, 20_000, 30_000));
        assertThat(check.compare("web", List.of(begin(20_100)), ended)).isEqualTo(new RunsCheck.Excused(0, 0));
        List<RunRecord> exited = List.of(run(1, 10_000, 10_050), run(2, 20_000, 30_000));
        assertThatThrownBy(() -> check.compare("web", List.of(begin(20_100)), exited))
                .hasMessageContaining("never began");
    }

    @Test
    void historyMayNotRepeatChangeOrLeaveOut() {
        Histories histories = new Histories(losses);
        histories.read("web", List.of(run(2, 20, 30), run(1, 10, 20)));
        histories.read("web", List.of(run(3, 30, 40), run(2, 20, 30)));
        assertThat(histories.of("web")).extracting(RunRecord::run).containsExactly(1L, 2L, 3L);
        assertThatThrownBy(() -> histories.read("web", List.of(run(5, 50, 60), run(3, 30, 40))))
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> histories.read("web", List.of(run(3, 30, 41)))).hasMessageContaining("another way");
        assertThatThrownBy(() -> histories.read("web", List.of(run(3, 30, 40), run(3, 30, 40))))
                .hasMessageContaining("told twice");
    }

    @Test
    void aNumberOfARunMayNotComeBackAlsoNotWhenTheDiskWasFull() {
        Histories histories = new Histories(losses);
        losses.begin(Losses.Cause.DEATH_ON_FULL_DISK);
        losses.end();
        long now = System.currentTimeMillis();
        // Whatever happens until the end of this test happens while that run lasts.
        long later = now + 3_600_000;
        histories.read("web", List.of(run(7, now - 20, now - 10), run(6, now - 30, now - 20)));
        assertThatThrownBy(() -> histories.read("web", List.of(run(7, now, later), run(7, now - 20, now - 10))))
                .hasMessageContaining("two runs");
        losses.begin(Losses.Cause.DAMAGE);
        losses.end();
        Histories damaged = new Histories(losses);
        damaged.read("web", List.of(run(7, now, later), run(7, now - 20, now - 10)));
        assertThat(damaged.of("web")).hasSize(2);
    }

    @Test
    void ledgerTellsDoubledRuns() throws IOException {
        Path file = directory.resolve("ledger");
        Files.writeString(file, "begin web 7 1000\ndoubled web 8 1001\nbegin web 8 1002\n");
        Ledger ledger = Ledger.read(file);
        assertThat(ledger.of("web")).hasSize(2);
        assertThatThrownBy(ledger::noneDoubled).hasMessageContaining("doubled web 8");
    }

    @Test
    void theTimeOfABeginningIsToldAlsoWhenTheClockWasKilled() throws Exception {
        AppProgram program = AppProgram.write(directory);
        Path date = directory.resolve("date");
        Files.writeString(date, "#!/bin/sh\n[ -e asked ] || { : >asked; kill -s KILL $$; }\necho 1000\n");
        Files.setPosixFilePermissions(date, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder("sh", program.file().toString(), "job", "web");
        builder.environment().merge("PATH", directory.toString(), (path, own) -> own + ":" + path);
        Process run = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        var unused = run.waitFor();
        assertThat(Ledger.read(program.ledger()).of("web"))
                .extracting(Ledger.Begin::atMs)
                .containsExactly(1_000L);
    }

    private static String event(long seq, String name) {
        return new EventEntry(seq, 1, "daemon", Optional.empty(), name, "text", Map.of())
                        .toJson()
                        .compact() + "\n";
    }

    private void complete(String journal, int hardEnds, Map<Long, EventEntry> heard) throws IOException {
        Files.writeString(directory.resolve("journal.jsonl"), journal);
        JournalCheck check = new JournalCheck(directory);
        check.complete(check.read(), hardEnds, heard);
    }

    @Test
    void journalMayLeaveOutNumbersOnlyWhereADaemonWasKilled() throws IOException {
        complete(event(1, "a") + event(2, "b") + event(90, "daemon_started") + "{\"seq\":91,", 1, Map.of());
        assertThatThrownBy(() -> complete(event(1, "a") + event(90, "daemon_started"), 0, Map.of()))
                .hasMessageContaining("gaps");
        assertThatThrownBy(() -> complete(event(1, "a") + event(3, "b"), 9, Map.of()))
                .hasMessageContaining("wrong way");
        assertThatThrownBy(() -> complete(event(1, "a") + event(1, "a"), 9, Map.of()))
                .hasMessageContaining("wrong way");
        assertThatThrownBy(() -> complete(event(1, "a") + "torn\n" + event(2, "b"), 9, Map.of()))
                .hasMessageContaining("no event");
    }

    @Test
    void whatWasToldAndWhatIsWrittenMustBeTheSame() {
        EventEntry told = new EventEntry(1, 1, "daemon", Optional.empty(), "other", "text", Map.of());
        assertThatThrownBy(() -> complete(event(1, "a"), 0, Map.of(1L, told))).hasMessageContaining("not the same");
    }

    private long output(String rotated, String log) throws IOException {
        Files.writeString(directory.resolve("stdout.log.1"), rotated);
        Files.writeString(directory.resolve("stdout.log"), log);
        return new OutputCheck(directory).whole();
    }

    @Test
    void linesThatAreLostDoubledOrTornAreFound() throws IOException {
        assertThat(output(
                        "r 0" + END + "r 1" + END + "r 2 a line of",
                        " output that is long enough to fill a log soon\n"))
                .isEqualTo(3);
        assertThatThrownBy(() -> output("r 0" + END, "r 2" + END)).hasMessageContaining("not in its place");
        assertThatThrownBy(() -> output("r 0" + END, "r 0" + END)).hasMessageContaining("not in its place");
        assertThatThrownBy(() -> output("r 0" + END + "r 1 a li", "r 2" + END)).hasMessageContaining("torn");
        assertThatThrownBy(() -> output("r 0" + END + "s 0" + END, "r 1" + END)).hasMessageContaining("two places");
    }

    @Test
    void growthIsFound() {
        Footprint young = new Footprint(6_000, 70_000, 30, 80);
        new Footprint(7_000, 80_000, 35, 90).isNotMoreThan(young);
        assertThatThrownBy(() -> new Footprint(16_000, 80_000, 35, 90).isNotMoreThan(young))
                .hasMessageContaining("grown");
        assertThatThrownBy(() -> new Footprint(6_000, 70_000, 30, 800).isNotMoreThan(young))
                .hasMessageContaining("grown");
    }

    @Test
    void onlyTheTimeOfALossIsAnExcuse() {
        long before = System.currentTimeMillis() - 100_000;
        losses.begin(Losses.Cause.FULL_DISK);
        losses.end();
        assertThat(losses.excuse(before, before + 1000)).isFalse();
        assertThat(losses.excuse(before, Long.MAX_VALUE)).isTrue();
        assertThat(losses.areTold(before, Long.MAX_VALUE)).isTrue();
        losses.begin(Losses.Cause.DAMAGE);
        losses.end();
        assertThat(losses.areTold(before, Long.MAX_VALUE)).isFalse();
    }
}
