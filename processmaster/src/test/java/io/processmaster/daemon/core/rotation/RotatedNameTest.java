package io.processmaster.daemon.core.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotatedNameTest {
    private static final String LOG = "stdout.log";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stdout.log.1",
                "stdout.log.1.gz",
                "stdout.log.10",
                "stdout.log.999999999",
                "stdout.log.2026-01-31_13-00-00",
                "stdout.log.2026-01-31_13-00-00.gz",
                "stdout.log.2024-02-29_23-59-59-2",
                "stdout.log.2024-02-29_23-59-59-10.gz"
            })
    void aNameIsReadAndWrittenAlike(String name) {
        assertThat(RotatedName.parse(LOG, name)).hasValueSatisfying(read -> {
            assertThat(read.text()).isEqualTo(name);
            assertThat(read.base()).isEqualTo(LOG);
            assertThat(read.compressed()).isEqualTo(name.endsWith(".gz"));
            assertThat(RotatedName.parse(
                            LOG, read.compressed(!read.compressed()).text()))
                    .hasValueSatisfying(
                            twin -> assertThat(twin.isGenerationOf(read)).isTrue());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stdout.log",
                "stdout.log.",
                "stdout.log.gz",
                "stdout.log..gz",
                "stdout.log.old",
                "stdout.log.0",
                "stdout.log.01",
                "stdout.log.-1",
                "stdout.log.1.",
                "stdout.log.1.GZ",
                "stdout.log.1.gz.gz",
                "stdout.log.1.gz.1",
                "stdout.log.1.bak",
                "stdout.log.1.tmp",
                "stdout.log.1000000000",
                "stdout.log.1\n",
                "stdout.log.\u0661",
                "xstdout.log.1",
                "stdout-log.1",
                "stderr.log.1",
                "stdout.log.2026-01-31",
                "stdout.log.2026-01-31_13-00",
                "stdout.log.2026-01-31T13-00-00",
                "stdout.log.2026-02-30_13-00-00",
                "stdout.log.2023-02-29_00-00-00",
                "stdout.log.2026-01-31_24-00-00",
                "stdout.log.2026-01-31_23-59-60",
                "stdout.log.2026-01-31_13-00-00-0",
                "stdout.log.2026-01-31_13-00-00-1",
                "stdout.log.2026-01-31_13-00-00-02",
                "stdout.log.2026-01-31_13-00-00-",
                "stdout.log.2026-01-31_13-00-00-2.1"
            })
    void anyOtherNameIsSomebodyElses(String name) {
        assertThat(RotatedName.parse(LOG, name)).isEmpty();
    }

    @Test
    void theNewestComeFirst() {
        List<RotatedName> order = names(
                "stdout.log.1",
                "stdout.log.1.gz",
                "stdout.log.2",
                "stdout.log.10.gz",
                "stdout.log.2026-01-31_13-00-00-10",
                "stdout.log.2026-01-31_13-00-00-2",
                "stdout.log.2026-01-31_13-00-00",
                "stdout.log.2026-01-31_12-59-59.gz",
                "stdout.log.2025-12-31_23-00-00");
        for (int seed = 0; seed < 20; seed++) {
            List<RotatedName> mixed = new ArrayList<>(order);
            Collections.shuffle(mixed, new Random(seed));
            mixed.sort(RotatedName.NEWEST_FIRST);
            assertThat(mixed).as("seed %s", seed).isEqualTo(order);
        }
    }

    @Test
    void aNameIsMadeOfNumberOrTime() {
        LocalDateTime time = LocalDateTime.of(2026, 1, 31, 13, 5, 9, 999);
        assertThat(new RotatedName.Numbered(LOG, 3, true).text()).isEqualTo("stdout.log.3.gz");
        assertThat(new RotatedName.Timed(LOG, time, 1, false).text()).isEqualTo("stdout.log.2026-01-31_13-05-09");
        assertThat(new RotatedName.Timed(LOG, time, 2, true).text()).isEqualTo("stdout.log.2026-01-31_13-05-09-2.gz");
        assertThatIllegalArgumentException().isThrownBy(() -> new RotatedName.Numbered(LOG, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new RotatedName.Timed(LOG, time, 0, false));
    }

    @Test
    void generationsAreToldApart() {
        List<RotatedName> names = names("stdout.log.1", "stdout.log.2", "stdout.log.2026-01-31_13-00-00");
        for (RotatedName one : names) {
            for (RotatedName other : names) {
                assertThat(one.isGenerationOf(other)).isEqualTo(one == other);
            }
        }
    }

    private static List<RotatedName> names(String... texts) {
        List<RotatedName> names = new ArrayList<>();
        for (String text : texts) {
            names.add(RotatedName.parse(LOG, text).orElseThrow());
        }
        return names;
    }
}
