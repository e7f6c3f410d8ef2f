package io.processmaster.daemon.adapter.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever the kernel's tables hold, the parts that are understood are used and the others are left out. */
public final class CgroupTextFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(CgroupTextFuzzTest.class, CgroupTextFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as those of a file of the kernel. */
    public static void fuzzerTestOneInput(byte[] input) {
        CgroupMounts mounts = CgroupMounts.parse(new String(input, StandardCharsets.UTF_8));
        assertThat(mounts.mounts()).allMatch(mount -> mount.point().isAbsolute());
        mounts.detected().ifPresent(point -> assertThat(point).isAbsolute());
        try {
            assertThat(mounts.root(Optional.empty()))
                    .isEqualTo(mounts.detected().orElseThrow());
        } catch (IOException e) {
            assertThat(mounts.detected()).isEmpty();
        }
        figures(new FigureBytes(input));
    }

    private static void figures(FigureBytes figures) {
        assertThat(figures.isEmpty()).isEqualTo(figures.text().length == 0);
        notNegative(figures.number());
        notNegative(figures.field("usage_usec"));
        notNegative(figures.field("oom_kill"));
        notNegative(figures.inLine("some", "total="));
        notNegative(figures.inLine("", ""));
        figures.sum("rbytes=");
    }

    private static void notNegative(OptionalLong number) {
        assertThat(number.orElse(0)).isGreaterThanOrEqualTo(0);
    }
}
