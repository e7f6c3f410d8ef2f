package io.processmaster.daemon.adapter.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.LogRotation;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a directory of logs beside the logs, and what becomes of it. */
class PlantedIT {
    @TempDir
    private Path directory;

    private RotationBench bench;
    private DiskRotation rotation;
    private Path decoy;

    @BeforeEach
    void open() throws Exception {
        bench = new RotationBench(directory);
        rotation = bench.daemon(Steps.NONE);
        decoy = Files.writeString(directory.resolve("decoy"), "of somebody else\n");
        Files.setPosixFilePermissions(decoy, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            assertThat(decoy).hasContent("of somebody else\n");
            bench.close();
        }
    }

    @Test
    void ownerModeAndTimeAreKept() throws Exception {
        Files.writeString(bench.log(), "one\n");
        Files.setPosixFilePermissions(bench.log(), PosixFilePermissions.fromString("rw-r-----"));
        Files.setAttribute(bench.log(), "unix:uid", 0);
        Files.setAttribute(bench.log(), "unix:gid", 65_534);
        Files.setLastModifiedTime(bench.log(), FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        bench.rotate(rotation);
        Path rotated = bench.directory.resolve("a.log.1");
        assertLooksLike(rotated);
        assertThat(rotation.compressNext(bench.target())).isTrue();
        assertLooksLike(bench.directory.resolve("a.log.1.gz"));
        assertThat(LosslessIT.gunzip(bench.directory.resolve("a.log.1.gz"))).isEqualTo("one\n");
        assertThat(bench.names()).containsExactly("a.log", "a.log.1.gz");
    }

    private static void assertLooksLike(Path file) throws IOException {
        assertThat((Integer) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(0640);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(65_534);
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void linksAmongTheRotatedAreMovedAndNeverRead() throws Exception {
        Files.createLink(bench.directory.resolve("a.log.1"), decoy);
        Files.createSymbolicLink(bench.directory.resolve("a.log.2"), decoy);
        Files.writeString(bench.log(), "one\n");
        bench.rotate(rotation);
        assertThat(bench.directory.resolve("a.log.1")).hasContent("one\n");
        assertThat(Files.isSameFile(bench.directory.resolve("a.log.2"), decoy)).isTrue();
        assertThat(Files.isSymbolicLink(bench.directory.resolve("a.log.3"))).isTrue();
        assertThat(rotation.compressNext(bench.target())).isTrue();
        assertThat(rotation.compressNext(bench.target())).isFalse();
        assertThat(bench.names()).containsExactly("a.log", "a.log.1.gz", "a.log.2", "a.log.3");
    }

    @Test
    void aDirectoryAmongThemIsSteppedOverAndOtherNamesAreLeftAlone() throws Exception {
        Files.createDirectory(bench.directory.resolve("a.log.1"));
        for (String name : new String[] {"a.log.old", "a.log.01", "a.log.1.bak", "a.log.20261120"}) {
            Files.writeString(bench.directory.resolve(name), name);
        }
        bench.rule(RotationBench.size(2));
        for (int i = 0; i < 3; i++) {
            Files.writeString(bench.log(), i + "\n");
            bench.rotate(rotation);
        }
        assertThat(bench.directory.resolve("a.log.2")).hasContent("2\n");
        assertThat(bench.names())
                .containsExactly(
                        "a.log", "a.log.01", "a.log.1", "a.log.1.bak", "a.log.2", "a.log.20261120", "a.log.old");
    }

    @Test
    void aLogWithASecondNameOrThatIsALinkIsRefused() throws Exception {
        Files.createLink(bench.log(), decoy);
        assertThatThrownBy(() -> rotation.look(bench.target())).hasMessageContaining("has 2 links");
        assertThatThrownBy(() -> bench.rotate(rotation)).hasMessageContaining("has 2 links");
        Files.delete(bench.log());
        Files.createSymbolicLink(bench.log(), decoy);
        assertThatThrownBy(() -> bench.rotate(rotation)).hasMessageContaining("symbolic link");
        assertThat(bench.names()).containsExactly("a.log");
    }

    @Test
    void withoutBackupsNothingIsKept() throws Exception {
        bench.rule(RotationBench.size(0));
        Files.writeString(bench.log(), "one\n");
        Files.writeString(bench.directory.resolve("a.log.1.gz"), "old");
        assertThat(bench.rotate(rotation).name()).isEmpty();
        assertThat(bench.log()).isEmptyFile();
        assertThat(bench.names()).containsExactly("a.log");
    }

    @Test
    void byTimeNamesAreDatedAndOldOnesDeleted() throws Exception {
        bench.rule(RotationBench.time(Duration.ofDays(1)));
        for (int i = 0; i < 2; i++) {
            Files.writeString(bench.log(), i + "\n");
            bench.rotate(rotation);
        }
        assertThat(bench.names()).containsExactly("a.log", "a.log.2026-11-20_12-00-00", "a.log.2026-11-20_12-00-00-2");
        Instant now = Instant.now();
        Path first = bench.directory.resolve("a.log.2026-11-20_12-00-00");
        Files.setLastModifiedTime(
                first, FileTime.from(now.minus(Duration.ofDays(1)).minusSeconds(1)));
        assertThat(rotation.deleteExpired(bench.target(), now)).isEqualTo(1);
        assertThat(first).doesNotExist();
    }

    @Test
    void anAppThatDoesNotStandStillIsLetGoAndItsLogEmptiedAllTheSame() throws Exception {
        DiskRotation impatient = bench.daemon(neverFrozen(bench.kernel.tree()), Steps.NONE);
        RunId id = bench.flood(Long.MAX_VALUE);
        KernelBench.awaitTrue("lines", () -> Files.exists(bench.log()) && Files.size(bench.log()) > 10_000);
        LogRotation.Cut cut = bench.rotate(impatient).cut();
        assertThat(cut.frozen()).isFalse();
        assertThat(bench.kernel.tree().isFreezeWanted(id.app())).isFalse();
        assertThat(bench.names()).contains("a.log.1");
        NumberedLines.stop(bench.log());
        bench.awaitEnd(id);
    }

    private static CgroupTree neverFrozen(CgroupTree real) {
        return (CgroupTree) Proxy.newProxyInstance(
                CgroupTree.class.getClassLoader(), new Class<?>[] {CgroupTree.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("awaitFrozen")) {
                        return false;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whatIsWrittenIsToldOnce() throws Exception {
        Files.writeString(bench.log(), "one\n");
        java.util.concurrent.Semaphore told = new java.util.concurrent.Semaphore(0);
        assertThat(rotation.watch(bench.target(), told::release)).isTrue();
        Files.writeString(bench.log(), "two\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(told.tryAcquire(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        Files.writeString(bench.log(), "three\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(rotation.watch(bench.target(), told::release)).isTrue();
        assertThat(told.availablePermits()).isZero();
    }

    @Test
    void whoAsksAgainAndAgainForALogThatIsNotWrittenIsToldOnce() throws Exception {
        Files.writeString(bench.log(), "one\n");
        java.util.concurrent.atomic.AtomicInteger told = new java.util.concurrent.atomic.AtomicInteger();
        java.util.concurrent.CountDownLatch last = new java.util.concurrent.CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            assertThat(rotation.watch(bench.target(), told::incrementAndGet)).isTrue();
        }
        rotation.watch(bench.target(), last::countDown);
        Files.writeString(bench.log(), "two\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(last.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(told).hasValue(0);
    }

    private static void makeSparse(Path file, long hole) throws IOException {
        try (java.io.RandomAccessFile sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(hole);
            sparse.seek(hole);
            sparse.write("end\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void holesTakeNoRoomInTheCopyAndAreNotReadToBeCompressed() throws Exception {
        long hole = 64L << 20;
        makeSparse(bench.log(), hole);
        assertThat(bench.rotate(rotation).cut().bytes()).isEqualTo(hole + 4);
        Path rotated = bench.directory.resolve("a.log.1");
        assertThat(Files.size(rotated)).isEqualTo(hole + 4);
        try (FileHandle copy = FilePosix.open(FilePosix.AT_FDCWD, rotated.toString(), FilePosix.O_RDONLY, 0, 0)) {
            byte[] end = new byte[16];
            assertThat(FilePosix.read(copy, end, hole)).isEqualTo(4);
            assertThat(new String(end, 0, 4, java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("end\n");
            assertThat(FileChanges.nextData(copy, 0).orElseThrow()).isGreaterThan(0);
        }
        assertThat(rotation.compressNext(bench.target())).isFalse();
        assertThat(bench.names()).containsExactly("a.log", "a.log.1");
    }

    @Test
    void aLogThatEndsWithAHoleIsCopiedToItsEnd() throws Exception {
        Files.writeString(bench.log(), "one\n");
        try (java.io.RandomAccessFile sparse =
                new java.io.RandomAccessFile(bench.log().toFile(), "rw")) {
            sparse.setLength(1L << 20);
        }
        bench.rotate(rotation);
        Path rotated = bench.directory.resolve("a.log.1");
        assertThat(Files.size(rotated)).isEqualTo(1L << 20);
        assertThat(Files.readString(rotated)).startsWith("one\n\0");
        assertThat(bench.log()).isEmptyFile();
    }

    @Test
    void aRotatedFileThatSomebodyStillWritesToStaysAsItIs() throws Exception {
        Path rotated = Files.writeString(bench.directory.resolve("a.log.1"), "one\n");
        DiskRotation watched = bench.daemon(step -> {
            if (step == Steps.Step.COMPRESSION_WRITTEN) {
                append(rotated);
            }
        });
        assertThat(watched.compressNext(bench.target())).isFalse();
        assertThat(rotated).hasContent("one\nmore\n");
        assertThat(bench.names()).containsExactly("a.log.1");
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "more\n", java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whoLooksForUnfinishedRotationsLeavesTheOneUnderWayAlone() throws Exception {
        Files.writeString(bench.log(), "one\n");
        try (LogRotation.Work work = rotation.begin(bench.target(), RotationBench.TIME)) {
            work.copy();
            work.prepare();
            assertThat(rotation.recover(bench.spec().name())).isEmpty();
            assertThat(RotationBench.finish(work).name()).isPresent();
        }
        assertThat(bench.directory.resolve("a.log.1")).hasContent("one\n");
    }

    @Test
    void noAppWaitsForWhatAnEarlierDaemonLeftOfAnothersRotation() throws Exception {
        Files.writeString(bench.log(), "one\n");
        DiskRotation doomed = bench.daemon(step -> {
            if (step == Steps.Step.MARKED) {
                throw new AssertionError("the daemon dies");
            }
        });
        assertThatThrownBy(() -> RotationBench.finish(doomed.begin(bench.target(), RotationBench.TIME)))
                .hasMessage("the daemon dies");
        java.util.concurrent.CountDownLatch busy = new java.util.concurrent.CountDownLatch(1);
        java.util.concurrent.CountDownLatch goOn = new java.util.concurrent.CountDownLatch(1);
        DiskRotation next = bench.daemon(step -> {
            if (step == Steps.Step.DRESSED) {
                busy.countDown();
                await(goOn);
            }
        });
        var first = java.util.concurrent.CompletableFuture.supplyAsync(
                () -> recovered(next, bench.spec().name()));
        await(busy);
        var other = java.util.concurrent.CompletableFuture.supplyAsync(() -> recovered(next, new AppName("other")));
        try {
            assertThat(other.get(10, java.util.concurrent.TimeUnit.SECONDS)).isFalse();
        } finally {
            goOn.countDown();
        }
        assertThat(first.get(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(bench.directory.resolve("a.log.1")).hasContent("one\n");
    }

    private static boolean recovered(DiskRotation rotation, AppName app) {
        try {
            return rotation.recover(app).isPresent();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(java.util.concurrent.CountDownLatch latch) {
        try {
            assertThat(latch.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
