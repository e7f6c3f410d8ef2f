package io.processmaster.daemon.adapter.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpawnTest {
    @Test
    void aGroupIsLeftUntilTheLastOfItWasCollected() throws Exception {
        try (Descriptor nothing = Descriptor.openRead("/dev/null")) {
            int child = Spawn.start(List.of("/bin/sleep", "1000"), List.of(), List.of(nothing, nothing, nothing));
            assertThat(Spawn.collectGroup(child)).isFalse();

            Spawn.killGroup(child);
            Spawn.awaitGroup(child);

            assertThat(Path.of("/proc", Integer.toString(child))).doesNotExist();
            assertThat(Spawn.collectGroup(child)).isTrue();
        }
    }
}
