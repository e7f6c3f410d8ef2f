package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProportionalMemoryTest {
    private static final String SMAPS =
            """
            7f0000000000-7f0000100000 r-xp 00000000 08:01 11   /usr/lib/jvm/my java/libjvm.so
            Size:              20480 kB
            Rss:               10240 kB
            Pss:                6240 kB
            Pss_Dirty:             0 kB
            Shared_Clean:       8000 kB
            Shared_Dirty:          0 kB
            Private_Clean:      2240 kB
            Private_Dirty:         0 kB
            Referenced:        10240 kB
            Anonymous:             0 kB
            7f0000200000-7f0000300000 r--p 00000000 08:01 12   /usr/lib/libc.so.6
            Rss:                1000 kB
            Pss:                 100 kB
            Shared_Clean:       1000 kB
            Shared_Dirty:          0 kB
            Private_Clean:         0 kB
            Private_Dirty:         0 kB
            Referenced:         1000 kB
            7f0000400000-7f0000500000 rw-p 00000000 00:00 0\s
            Rss:                5000 kB
            Pss:                5000 kB
            Shared_Clean:          0 kB
            Shared_Dirty:          0 kB
            Private_Clean:         0 kB
            Private_Dirty:      5000 kB
            Referenced:         5000 kB
            """;

    @Test
    void itIsThePssWhenNothingIsShared() {
        assertThat(kib(Set.of())).isEqualTo(6240 + 100 + 5000);
    }

    @Test
    void whatIsSharedWithThisProcessOnlyCountsInFull() {
        assertThat(kib(Set.of("/usr/lib/jvm/my java/libjvm.so"))).isEqualTo(10240 + 100 + 5000);
    }

    @Test
    void whatIsSharedByManyIsSharedByOneLess() {
        assertThat(kib(Set.of("/usr/lib/libc.so.6"))).isEqualTo(6240 + 111 + 5000);
    }

    @Test
    void theKernelOfThisHostIsUnderstood() throws IOException {
        long own = ProcessHandle.current().pid();
        assertThat(ProportionalMemory.kib(own))
                .isGreaterThan(new ProcessFigures(own).proportionalKib() / 2)
                .isLessThan(new ProcessFigures(own).residentKib() * 2);
    }

    private static long kib(Set<String> ours) {
        return ProportionalMemory.kib(List.of(SMAPS.split("\n", -1)), ours);
    }
}
