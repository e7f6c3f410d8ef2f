package io.processmaster.daemon.adapter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.adapter.KernelBench;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More news than the kernel keeps for one that does not fetch it: what was lost is looked for. */
final class LostNewsIT {
    @TempDir
    Path directory;

    @Test
    void anEmptinessWhoseNewsWasLostIsFoundAllTheSame() throws Exception {
        try (KernelBench bench = new KernelBench(directory)) {
            CompletableFuture<Path> told = new CompletableFuture<>();
            Path lost = cgroup("lost");
            bench.watch().whenEmptied(lost.toString(), () -> told.complete(lost));
            Path[] noisy = {cgroup("left"), cgroup("right")};
            for (Path one : noisy) {
                bench.watch().whenEmptied(one.toString(), () -> told.complete(one));
            }
            CountDownLatch flooded = new CountDownLatch(1);
            CompletableFuture<Void> busy = keepBusy(bench, flooded);
            try {
                // Alternately: the same news twice in a row counts once.
                int count = mostQueued() + 2;
                for (int i = 0; i < count; i++) {
                    populated(noisy[i % 2], true);
                }
                populated(lost, false);
            } finally {
                flooded.countDown();
            }

            assertThat(told.get(KernelBench.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(lost);
            busy.get(KernelBench.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    // In one read: such a file gives its first character to the one byte that Files.readString begins with, and no
    // more.
    private static int mostQueued() throws IOException {
        try (FileInputStream queue = new FileInputStream("/proc/sys/fs/inotify/max_queued_events")) {
            return Integer.parseInt(new String(queue.readNBytes(64), StandardCharsets.US_ASCII).trim());
        }
    }

    /** Has the kernel thread fetch nothing until it may; returns once that is so. */
    private CompletableFuture<Void> keepBusy(KernelBench bench, CountDownLatch until) throws Exception {
        Path empty = cgroup("empty");
        populated(empty, false);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
            try {
                bench.watch().whenEmptied(empty.toString(), () -> {
                    begun.countDown();
                    await(until);
                });
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        await(begun);
        return busy;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(KernelBench.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A directory that looks like a cgroup with processes: each write to its file is news to inotify. */
    private Path cgroup(String name) throws IOException {
        Path cgroup = Files.createDirectory(directory.resolve(name));
        Files.createFile(cgroup.resolve("cgroup.events"));
        populated(cgroup, true);
        return cgroup;
    }

    private static void populated(Path cgroup, boolean populated) throws IOException {
        Files.writeString(
                cgroup.resolve("cgroup.events"), "populated " + (populated ? 1 : 0) + "\n", StandardOpenOption.WRITE);
    }
}
