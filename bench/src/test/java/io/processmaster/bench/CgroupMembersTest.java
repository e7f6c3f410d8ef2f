package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupMembersTest {
    @TempDir
    private Path directory;

    @Test
    void thoseBelowCountToo() throws IOException {
        Files.writeString(directory.resolve("cgroup.procs"), "7\n8\n");
        Path below = Files.createDirectories(directory.resolve("app/run"));
        Files.writeString(directory.resolve("app/cgroup.procs"), "");
        Files.writeString(below.resolve("cgroup.procs"), "9\n");
        assertThat(new CgroupMembers(directory).pids()).containsExactlyInAnyOrder(7L, 8L, 9L);
    }

    @Test
    void oneThatHasGoneHasNone() throws IOException {
        assertThat(new CgroupMembers(directory.resolve("gone")).pids()).isEmpty();
    }
}
