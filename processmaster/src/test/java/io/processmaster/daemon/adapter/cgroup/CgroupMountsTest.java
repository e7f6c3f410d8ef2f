package io.processmaster.daemon.adapter.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    // A directory of a user's own may be called anything, and with FUSE anybody can mount something there.
    @Test
    void anUnusualNameOfAMountHidesNoOther(@TempDir Path scratch) throws IOException {
        String cgroup2 = "29 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw\n";
        String notText = "60 24 0:40 / /home/ann/b\u00fcro rw,nosuid - fuse.x x rw\n";
        String twoLines = "61 24 0:41 / /home/ann/a\rb rw,nosuid - fuse.x /sys/fs/cgroup rw\n";
        Path mountinfo = scratch.resolve("mountinfo");
        Files.writeString(mountinfo, cgroup2 + notText + twoLines, StandardCharsets.ISO_8859_1);
        CgroupMounts mounts = CgroupMounts.read(mountinfo);
        assertThat(mounts.detected()).contains(Path.of("/sys/fs/cgroup"));
        assertThat(mounts.root(Optional.of("/sys/fs/cgroup"))).isEqualTo(Path.of("/sys/fs/cgroup"));
    }

    @Test
    void aNameThatIsNoPathForJavaIsLeftOut() {
        String text = "29 24 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n60 24 0:40 / /a\0b rw - ext4 x rw\n";
        assertThat(CgroupMounts.parse(text).mounts()).hasSize(1);
    }
}
