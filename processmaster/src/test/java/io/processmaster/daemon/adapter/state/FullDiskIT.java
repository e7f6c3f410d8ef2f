package io.processmaster.daemon.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.port.StateStore.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a full and a read-only disk do to the saved state, on a small file system of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class FullDiskIT {
    @TempDir
    private Path base;

    private Path mounted;
    private FileStateStore store;

    @BeforeEach
    void mount() throws Exception {
        Path point = Files.createDirectory(base.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "tmpfs", point.toString()) == 0,
                "needs the right to mount a tmpfs");
        mounted = point;
        store = new FileStateStore(new StateDirectory(point), new FixedTime(1));
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted != null) {
            assertThat(run("umount", mounted.toString())).isZero();
        }
    }

    @Test
    void aFullDiskLeavesTheOldStateAndIsTold() throws Exception {
        store.save(FileStateStoreTest.fleet());
        Path filler = mounted.resolve("filler");
        assertThatThrownBy(() -> Files.write(filler, new byte[128 << 10])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.save(FileStateStoreTest.fleet()))
                .isInstanceOf(IOException.class)
                .hasMessage("writing " + mounted.resolve("state.json") + ": No space left on device");
        assertThat(store.load()).isEqualTo(new Loaded(Optional.of(FileStateStoreTest.fleet()), Optional.empty()));
        assertThat(mounted.resolve(".state.json.new")).doesNotExist();
        Files.delete(filler);
        store.save(FileStateStoreTest.fleet());
    }

    @Test
    void aReadOnlyDiskLeavesTheOldStateAndIsTold() throws Exception {
        store.save(FileStateStoreTest.fleet());
        assertThat(run("mount", "-o", "remount,ro", mounted.toString())).isZero();
        assertThatThrownBy(() -> store.save(FileStateStoreTest.fleet()))
                .isInstanceOf(IOException.class)
                .hasMessage("writing " + mounted.resolve("state.json") + ": Read-only file system");
        assertThat(store.load().fleet()).contains(FileStateStoreTest.fleet());
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
