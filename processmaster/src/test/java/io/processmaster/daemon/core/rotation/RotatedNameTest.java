package io.processmaster.daemon.core.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotatedNameTest {
    private static final String LOG = "stdout.log";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stdout.log.1",
                "stdout.log.10",
                "stdout.log.1000",
                "stdout.log.1.gz",
                "stdout.log.2026-11-20_16-00-00",
                "stdout.log.2026-11-20_16-00-00.gz",
                "stdout.log.2026-11-20_16-00-00-2",
                "stdout.log.2024-02-29_23-59-59-1000.gz"
            })
    void aRotatedNameIsReadAndWrittenAlike(String name) {
        assertThat(RotatedName.parse(LOG, name).map(RotatedName::text)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stdout.log",
                "stdout.log.",
                "stdout.log.gz",
                "stdout.log..gz",
                "stdout.log.0",
                "stdout.log.01",
                "stdout.log.1001",
                "stdout.log.20261120",
                "stdout.log.-1",
                "stdout.log.+1",
                "stdout.log.1.bak",
                "stdout.log.1.gz.gz",
                "stdout.log.1.GZ",
                "stdout.log.1 ",
                "stdout.log.١",
                "stdout.log.old",
                "stdout.log.1\n",
                "stderr.log.1",
                "xstdout.log.1",
                "stdoutxlog.1",
                "stdout.log.2026-11-20",
                "stdout.log.2026-02-30_00-00-00",
                "stdout.log.2026-11-20_24-00-00",
                "stdout.log.2026-11-20_16-00-00-1",
                "stdout.log.2026-11-20_16-00-00-02",
                "stdout.log.2026-11-20_16-00-00-1001",
                "stdout.log.2026-11-20_16:00:00",
                "stdout.log.2026-11-20_16-00-00.gz.gz",
                ".stdout.log.rotating"
            })
    void anyOtherNameIsSomebodyElses(String name) {
        assertThat(RotatedName.parse(LOG, name)).isEmpty();
    }
}
