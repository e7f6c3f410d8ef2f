package io.processmaster.daemon.adapter.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.adapter.rotation.Steps.Step;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.LogRotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A flood of numbered lines through rotations, with and without the death of the daemon. */
class LosslessIT {
    private static final int ROTATIONS = 20;

    @TempDir
    private Path directory;

    private RotationBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new RotationBench(directory);
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void aFloodThroughTwentyRotationsLosesAndTearsNoLine() throws Exception {
        DiskRotation rotation = bench.daemon(Steps.NONE);
        RunId id = bench.flood(Long.MAX_VALUE);
        List<Duration> pauses = new ArrayList<>();
        while (pauses.size() < ROTATIONS) {
            KernelBench.awaitTrue("more lines", () -> Files.exists(bench.log()) && Files.size(bench.log()) > 200_000);
            LogRotation.Cut cut = bench.rotateUnderFlood(rotation).cut();
            assertThat(cut.frozen()).isTrue();
            pauses.add(cut.pause());
        }
        assertThat(bench.kernel.tree().isFreezeWanted(id.app())).isFalse();
        NumberedLines.stop(bench.log());
        bench.awaitEnd(id);

        long written = NumberedLines.written(bench.log(), "a");
        assertThat(NumberedLines.check(bench.everything(), "a", written)).isEqualTo(written);
        assertThat(bench.everything()).hasSize(ROTATIONS + 1);
        pauses.sort(null);
        System.out.printf(
                "%d rotations under a flood of %d lines: median pause %d us, longest %d us%n",
                ROTATIONS,
                written,
                pauses.get(ROTATIONS / 2).toNanos() / 1000,
                pauses.get(ROTATIONS - 1).toNanos() / 1000);
    }

    @Test
    void twoWritersOfOneAppLoseNothingEither() throws Exception {
        DiskRotation rotation = bench.daemon(Steps.NONE);
        RunId id = bench.kernel.open("flood");
        String[] first = NumberedLines.command("a", bench.log(), Long.MAX_VALUE);
        String[] second = NumberedLines.command("b", bench.log(), Long.MAX_VALUE);
        String script = String.join(" ", first) + " & " + String.join(" ", second) + " & wait";
        bench.kernel.start(id, Specs.script(bench.directory, script).spec(), List.of());
        for (int i = 0; i < 5; i++) {
            KernelBench.awaitTrue("more lines", () -> Files.exists(bench.log()) && Files.size(bench.log()) > 100_000);
            bench.rotateUnderFlood(rotation);
        }
        NumberedLines.stop(bench.log());
        bench.awaitEnd(id);

        NumberedLines.check(bench.everything(), "a", NumberedLines.written(bench.log(), "a"));
        NumberedLines.check(bench.everything(), "b", NumberedLines.written(bench.log(), "b"));
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, names = "COMPRESSION_.*", mode = EnumSource.Mode.MATCH_NONE)
    void theDeathOfTheDaemonAfterAnyStepLosesAndDoublesNothing(Step step) throws Exception {
        DiskRotation good = bench.rule(RotationBench.size(1_000)).daemon(Steps.NONE);
        RunId id = bench.floodBeyond(200_000);
        bench.rotateUnderFlood(good);
        bench.rotateUntilDeath(bench.doomed(step));

        // The app goes on without any daemon, which the helper sees to.
        KernelBench.awaitTrue("the app goes on", () -> !bench.kernel.tree().isFreezeWanted(id.app()));
        long size = Files.size(bench.log());
        KernelBench.awaitTrue(
                "the app writes",
                () -> Files.size(bench.log()) != size || !bench.kernel.tree().isPopulated(id.app()));

        DiskRotation next = bench.daemon(Steps.NONE);
        next.recover(id.app());
        assertThat(next.unfinished()).isEmpty();
        bench.rotateUnderFlood(next);
        NumberedLines.stop(bench.log());
        bench.awaitEnd(id);

        NumberedLines.check(bench.everything(), "a", NumberedLines.written(bench.log(), "a"));
        assertThat(bench.names()).noneMatch(name -> name.startsWith("."));
        assertThat(bench.names()).doesNotContain("a.log.4");
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"FROZEN", "COMPLETED", "SYNCED"})
    void aDaemonThatHangsKeepsTheAppStillForABoundedTimeAndLosesNothing(Step step) throws Exception {
        RunId id = bench.rule(RotationBench.size(1_000)).floodBeyond(200_000);
        AtomicLong size = new AtomicLong();
        DiskRotation hanging = bench.daemon(done -> {
            if (done == step) {
                size.set(bench.log().toFile().length());
                awaitLetGo(id, size.get());
            }
        });
        assertThatThrownBy(() -> bench.rotate(hanging)).hasMessageContaining("so the app was let go");
        assertThat(bench.kernel.tree().isFreezeWanted(id.app())).isFalse();
        assertThat(Files.size(bench.log())).isGreaterThanOrEqualTo(size.get());
        assertThat(hanging.unfinished()).isEmpty();

        bench.rotateUnderFlood(bench.daemon(Steps.NONE));
        NumberedLines.stop(bench.log());
        bench.awaitEnd(id);
        NumberedLines.check(bench.everything(), "a", NumberedLines.written(bench.log(), "a"));
        assertThat(bench.names()).contains("a.log.1").doesNotContain("a.log.2");
    }

    private void awaitLetGo(RunId id, long size) {
        try {
            KernelBench.awaitTrue(
                    "the app is let go", () -> !bench.kernel.tree().isFreezeWanted(id.app()));
            KernelBench.awaitTrue(
                    "the app writes",
                    () -> Files.size(bench.log()) > size || !bench.kernel.tree().isPopulated(id.app()));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, names = "COMPRESSION_.*", mode = EnumSource.Mode.MATCH_ANY)
    void theDeathOfTheDaemonWhileItCompressesLeavesEachFileOnce(Step step) throws Exception {
        Files.writeString(bench.log(), "one\n");
        bench.rotate(bench.daemon(Steps.NONE));
        DiskRotation doomed = bench.doomed(step);
        try {
            doomed.compressNext(bench.target());
        } catch (RotationBench.Death death) {
            assertThat(bench.names()).isNotEmpty();
        }
        DiskRotation next = bench.daemon(Steps.NONE);
        assertThat(compressAll(next)).isLessThan(10);
        assertThat(bench.names()).containsExactly("a.log", "a.log.1.gz");
        assertThat(gunzip(bench.directory.resolve("a.log.1.gz"))).isEqualTo("one\n");
    }

    @Test
    void aPausedAppStaysPaused() throws Exception {
        DiskRotation rotation = bench.daemon(Steps.NONE);
        RunId id = bench.floodBeyond(10_000);
        bench.kernel.tree().freeze(id.app(), true);
        RotationBench.Done done = bench.rotate(rotation);

        assertThat(done.cut().frozen()).isTrue();
        assertThat(done.name().map(RotatedName::text)).contains("a.log.1");
        assertThat(Files.size(bench.log())).isZero();
        assertThat(bench.kernel.tree().awaitFrozen(id.app(), Duration.ofSeconds(5)))
                .isTrue();
        bench.kernel.tree().freeze(id.app(), false);
        NumberedLines.stop(bench.log());
        bench.awaitEnd(id);
        long written = NumberedLines.written(bench.log(), "a");
        assertThat(NumberedLines.check(bench.everything(), "a", written)).isEqualTo(written);
    }

    private int compressAll(DiskRotation rotation) throws Exception {
        int rounds = 0;
        while (rotation.compressNext(bench.target()) && rounds < 10) {
            rounds++;
        }
        return rounds;
    }

    static String gunzip(Path file) throws Exception {
        try (java.util.zip.GZIPInputStream in = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
