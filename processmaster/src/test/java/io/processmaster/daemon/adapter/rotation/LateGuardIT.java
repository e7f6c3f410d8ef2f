package io.processmaster.daemon.adapter.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.rotation.Steps.Step;
import io.processmaster.daemon.core.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a host that is out of breath, the guard of a daemon that died gets its turn when the next daemon is at work. */
class LateGuardIT {
    @TempDir
    private Path directory;

    private RotationBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new RotationBench(directory).rule(RotationBench.size(1_000));
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    /** A shell that comes to its senses after a second. */
    private String slowShell() throws Exception {
        Path shell = directory.resolve("slow-shell");
        Files.writeString(shell, "#!/bin/sh\n/bin/sleep 1\nexec /bin/sh \"$@\"\n");
        Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwx------"));
        return shell.toString();
    }

    @Test
    void itDoesNotLetTheAppGoOnInTheMiddleOfTheNextRotation() throws Exception {
        RunId id = bench.floodBeyond(200_000);
        bench.rotateUntilDeath(bench.doomed(Step.GUARDED, slowShell()));
        AtomicBoolean wentOn = new AtomicBoolean();

        bench.rotate(bench.daemon(done -> {
            if (done == Step.SYNCED) {
                wentOn.set(goesOnWithin(2, id));
            }
        }));
        NumberedLines.stop(bench.log());
        bench.awaitEnd(id);

        assertThat(wentOn).isFalse();
        NumberedLines.check(bench.everything(), "a", NumberedLines.written(bench.log(), "a"));
    }

    @Test
    void oneThatDoesNotEndIsNotWaitedForForEver() throws Exception {
        RunId id = bench.floodBeyond(200_000);
        bench.rotateUntilDeath(bench.doomed(Step.RECORDED));
        DiskRotation next = bench.daemon(Steps.NONE);
        try (FileHandle held = Intents.open(bench.state()).openForMark(id.app())) {
            assertThat(held.fd()).isPositive();
            assertThatThrownBy(() -> next.recover(id.app()))
                    .hasMessageContaining("has not ended within 6 s")
                    .hasMessageContaining("fuser -k -w " + bench.state().file("rotation/flood.intent"));
        }

        assertThat(next.recover(id.app())).isPresent();
        bench.rotateUnderFlood(next);
        NumberedLines.stop(bench.log());
        bench.awaitEnd(id);
        NumberedLines.check(bench.everything(), "a", NumberedLines.written(bench.log(), "a"));
    }

    private boolean goesOnWithin(int seconds, RunId id) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (bench.kernel.tree().isFreezeWanted(id.app())) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                LockSupport.parkNanos(1_000_000);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return true;
    }
}
