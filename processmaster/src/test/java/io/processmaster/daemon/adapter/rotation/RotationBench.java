package io.processmaster.daemon.adapter.rotation;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.spec.StopSpec;
import io.processmaster.common.units.DataSize;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.adapter.posix.HostAccounts;
import io.processmaster.daemon.adapter.rotation.Steps.Step;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.KernelWatch;
import io.processmaster.daemon.port.LogRotation;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An app of root in a cgroup of its own whose only log is rotated by hand. */
final class RotationBench implements AutoCloseable {
    static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 20, 12, 0, 0);

    // As much as the engine copies while the app runs, and as often.
    private static final long LITTLE = 1_000_000;
    private static final long TOO_MUCH = 16_000_000;
    private static final int MAX_ROUNDS = 8;
    private static final int MAX_RETURNS = 4;
    private static final int MAX_STALLS = 3;

    final KernelBench kernel;
    final Path directory;
    private final StateDirectory state;
    private final List<DiskRotation> opened = new ArrayList<>();
    private RotationSpec rule = size(1_000);

    RotationBench(Path directory) throws IOException {
        this.kernel = new KernelBench(directory);
        this.directory = Files.createDirectory(directory.resolve("logs"));
        this.state = StateDirectory.prepare(directory.resolve("state"), 0);
    }

    static RotationSpec size(int backups) {
        return new RotationSpec(
                RotationSpec.Mode.SIZE,
                new DataSize(1),
                backups,
                RotationSpec.Frequency.DAILY,
                Duration.ofDays(1),
                true);
    }

    static RotationSpec time(Duration maxAge) {
        return new RotationSpec(RotationSpec.Mode.TIME, new DataSize(1), 1, RotationSpec.Frequency.DAILY, maxAge, true);
    }

    RotationBench rule(RotationSpec next) {
        rule = next;
        return this;
    }

    /** A new daemon. */
    DiskRotation daemon(Steps steps) throws IOException {
        return daemon(kernel.tree(), steps);
    }

    DiskRotation daemon(CgroupTree tree, Steps steps) throws IOException {
        return daemon(tree, kernel.watch(), "/bin/sh", steps);
    }

    private DiskRotation daemon(CgroupTree tree, KernelWatch watch, String shell, Steps steps) throws IOException {
        DiskRotation rotation = DiskRotation.open(new HostAccounts(), tree, watch, state, shell, steps);
        opened.add(rotation);
        return rotation;
    }

    /** One that dies after that step. */
    DiskRotation doomed(Step last) throws IOException {
        return doomed(last, "/bin/sh");
    }

    /**
     * The same with another shell for its guard. It is dead for the guard only, whose pipe ends: within this process, what is
     * left would still wait for its child.
     */
    DiskRotation doomed(Step last, String shell) throws IOException {
        KernelWatch leaving = (KernelWatch) Proxy.newProxyInstance(
                KernelWatch.class.getClassLoader(),
                new Class<?>[] {KernelWatch.class},
                (proxy, method, arguments) -> kernel.watch().awaitChild((int) arguments[0], Duration.ZERO));
        return daemon(kernel.tree(), leaving, shell, done -> {
            if (done == last) {
                throw new Death();
            }
        });
    }

    /** Rotates up to the death of that daemon. */
    void rotateUntilDeath(DiskRotation doomed) throws IOException {
        try {
            // Not closed: a dead daemon cleans nothing up.
            finish(doomed.begin(target(), TIME));
        } catch (Death death) {
            return;
        }
        throw new AssertionError("it lived on");
    }

    /** The daemon ends here: nothing after this happens, as after kill -9. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    StateDirectory state() {
        return state;
    }

    Path log() {
        return directory.resolve("a.log");
    }

    AppSpec spec() {
        Specs specs = Specs.command(directory, "/bin/true");
        return new AppSpec(
                new AppName("flood"),
                "flood.yaml",
                true,
                specs.spec(),
                new StopSpec(List.of(), Signal.TERM, Duration.ofSeconds(5)),
                new LogSpec("a.log", "a.log", "a.log", "a.log", List.of(), rule),
                ResourceSpec.UNLIMITED,
                RestartSpec.DEFAULT,
                Optional.empty(),
                List.of());
    }

    LogRotation.Log target() {
        return new LogRotation.Log(spec(), "a.log", log().toString());
    }

    /** Starts a writer of so many lines in the app's cgroup. */
    RunId flood(long lines) throws Exception {
        RunId id = kernel.open("flood");
        kernel.start(
                id,
                Specs.command(directory, NumberedLines.command("a", log(), lines))
                        .spec(),
                List.of());
        return id;
    }

    /** Starts a writer without an end, and waits until its log has more than so many bytes. */
    RunId floodBeyond(long bytes) throws Exception {
        RunId id = flood(Long.MAX_VALUE);
        KernelBench.awaitTrue("lines", () -> Files.exists(log()) && Files.size(log()) > bytes);
        return id;
    }

    /** Waits until the writer has ended by itself. */
    void awaitEnd(RunId id) throws Exception {
        kernel.awaitExit(id);
        kernel.awaitEmptied(id);
        kernel.end(id);
    }

    /** The whole of one rotation, as the engine would do it. */
    Done rotate(LogRotation rotation) throws IOException {
        try (LogRotation.Work work = rotation.begin(target(), TIME)) {
            return finish(work);
        }
    }

    /**
     * The same while the app floods its log: a disk that stalls makes the daemon let the app go on, and leave the log as it
     * is. The engine tries that again with the next look.
     */
    Done rotateUnderFlood(LogRotation rotation) throws IOException {
        for (int failures = 0; ; failures++) {
            try {
                return rotate(rotation);
            } catch (IOException stalled) {
                if (failures == MAX_STALLS || !stalled.getMessage().contains("so the app was let go")) {
                    throw stalled;
                }
            }
        }
    }

    static Done finish(LogRotation.Work work) throws IOException {
        int returns = 0;
        do {
            int rounds = 0;
            while (work.copy() > LITTLE && rounds < MAX_ROUNDS) {
                rounds++;
            }
            work.prepare();
        } while (work.remaining() > TOO_MUCH && ++returns <= MAX_RETURNS);
        work.copy();
        LogRotation.Cut cut = work.cut();
        return new Done(cut, work.publish());
    }

    record Done(LogRotation.Cut cut, Optional<RotatedName> name) {}

    /** The rotated files, oldest first, and the log. */
    List<Path> everything() throws IOException {
        List<Path> rotated = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> RotatedName.parse("a.log", file.getFileName().toString())
                            .isPresent())
                    .sorted(Comparator.comparing(RotationBench::number).reversed())
                    .forEach(rotated::add);
        }
        rotated.add(log());
        return rotated;
    }

    private static int number(Path file) {
        RotatedName name =
                RotatedName.parse("a.log", file.getFileName().toString()).orElseThrow();
        return name instanceof RotatedName.Numbered numbered ? numbered.number() : 0;
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        opened.forEach(DiskRotation::close);
        kernel.close();
    }
}
