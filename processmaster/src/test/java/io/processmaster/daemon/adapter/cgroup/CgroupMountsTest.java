package io.processmaster.daemon.adapter.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hosts as they are out there, by their mounts. */
final class CgroupMountsTest {
    private static final CgroupMounts UNIFIED = CgroupMounts.parse(
            """
            23 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
            29 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
            """);
    private static final CgroupMounts HYBRID = CgroupMounts.parse(
            """
            23 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw
            31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """);
    private static final CgroupMounts LEGACY = CgroupMounts.parse(
            """
            23 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw
            31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            """);
    private static final CgroupMounts STRANGE = CgroupMounts.parse(
            """
            23 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw
            41 31 0:38 / /mnt/control\\040groups rw,relatime master:1 propagate_from:2 - cgroup2 none rw
            50 31 0:39 / /covered rw,relatime - cgroup2 none rw
            51 31 0:40 / /covered rw,relatime - tmpfs none rw
            no mount at all
            """);

    @Test
    void cgroup2IsFoundWhereItIsMounted() {
        assertThat(UNIFIED.detected()).contains(Path.of("/sys/fs/cgroup"));
        assertThat(HYBRID.detected()).contains(Path.of("/sys/fs/cgroup/unified"));
        assertThat(LEGACY.detected()).isEmpty();
        assertThat(STRANGE.detected()).contains(Path.of("/mnt/control groups"));
    }

    @Test
    void aConfiguredRootMayBeAnywhereInCgroup2() throws Exception {
        assertThat(UNIFIED.root(Optional.of("/sys/fs/cgroup/system.slice")))
                .isEqualTo(Path.of("/sys/fs/cgroup/system.slice"));
        assertThat(HYBRID.root(Optional.of("/sys/fs/cgroup/unified/"))).isEqualTo(Path.of("/sys/fs/cgroup/unified"));
        assertThat(HYBRID.root(Optional.empty())).isEqualTo(Path.of("/sys/fs/cgroup/unified"));
    }

    @Test
    void aConfiguredRootElsewhereIsRefusedWithTheOneThatWouldDo() {
        assertThatThrownBy(() -> HYBRID.root(Optional.of("/sys/fs/cgroup")))
                .isInstanceOf(IOException.class)
                .hasMessage("cgroup.root /sys/fs/cgroup: it is tmpfs, not cgroup2"
                        + " (cgroup2 is mounted at /sys/fs/cgroup/unified)");
        assertThatThrownBy(() -> HYBRID.root(Optional.of("/sys/fs/cgroup/unified/../memory")))
                .hasMessageContaining("/sys/fs/cgroup/memory: it is cgroup, not cgroup2");
        assertThatThrownBy(() -> STRANGE.root(Optional.of("/covered"))).hasMessageContaining("it is tmpfs");
        assertThatThrownBy(() -> LEGACY.root(Optional.of("/sys/fs/cgroup")))
                .hasMessageContaining("this host has no cgroup2 mount");
        assertThatThrownBy(() -> LEGACY.root(Optional.empty())).hasMessageContaining("no cgroup2 mount");
    }
}
