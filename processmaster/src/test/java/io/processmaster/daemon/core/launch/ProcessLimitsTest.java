package io.processmaster.daemon.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.Rlimit;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ProcessLimitsTest {
    @Test
    void theKernelsTableIsRead() {
        ProcessLimits limits = ProcessLimits.parse(
                """
                Limit                     Soft Limit           Hard Limit           Units\s
                Max cpu time              unlimited            unlimited            seconds\s
                Max core file size        0                    unlimited            bytes\s
                Max open files            1024                 524288               files\s
                Max nice priority         0                    0                   \s
                Max something new         1                    2                    things\s
                Max file locks            many                 2                    locks\s
                """);
        assertThat(limits.byName())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cpu", new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY),
                        "core", new Rlimit(0, Rlimit.INFINITY),
                        "nofile", new Rlimit(1024, 524288),
                        "nice", new Rlimit(0, 0)));
    }

    @Test
    void withoutTheRightToRaiseTheHardLimitsOfOthersAreTheMost() {
        ProcessLimits wanted = new ProcessLimits(new TreeMap<>(
                Map.of("nofile", new Rlimit(1024, 524288), "memlock", new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY))));
        ProcessLimits own = new ProcessLimits(
                new TreeMap<>(Map.of("nofile", new Rlimit(20000, 20000), "memlock", new Rlimit(8, 9))));
        assertThat(wanted.within(own).byName())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("nofile", new Rlimit(1024, 20000), "memlock", new Rlimit(9, 9)));
    }
}
