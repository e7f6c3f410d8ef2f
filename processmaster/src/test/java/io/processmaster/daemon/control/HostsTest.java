package io.processmaster.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.processmaster.common.api.SystemReport;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.HostFigures;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsTest {
    private Moment now = new Moment(Instant.EPOCH, 0);
    private long busy;
    private long all;

    private final TimeSource time = new TimeSource() {
        @Override
        public Moment now() {
            return now;
        }

        @Override
        public String bootId() {
            return "boot";
        }
    };

    private final Hosts hosts = new Hosts(this::reading, time);

    private HostFigures.Reading reading() throws IOException {
        if (all < 0) {
            throw new IOException("no /proc");
        }
        return new HostFigures.Reading("h", "k", 2, busy, all, 100, 40, 10, 20, List.of(1.0, 2.0, 3.0), 5);
    }

    private SystemReport after(Duration passed, long moreBusy, long moreAll) throws Refused {
        now = now.plus(passed);
        busy += moreBusy;
        all += moreAll;
        return hosts.report();
    }

    @Test
    void theShareIsThatSinceTheLastLook() throws Refused {
        assertThat(after(Duration.ZERO, 50, 200).cpuPercent()).hasValue(25);
        assertThat(after(Duration.ofSeconds(1), 90, 100).cpuPercent()).hasValue(90);
        assertThat(after(Duration.ofMillis(100), 10, 10).cpuPercent())
                .as("too soon to say something new")
                .hasValue(90);
        assertThat(after(Duration.ofMillis(200), 0, 10).cpuPercent()).hasValue(50);
    }

    @Test
    void timesThatRunBackwardsGiveNoNonsense() throws Refused {
        after(Duration.ZERO, 50, 200);
        assertThat(after(Duration.ofSeconds(1), -5, 100).cpuPercent()).hasValue(0);
        assertThat(after(Duration.ofSeconds(1), 0, -100).cpuPercent()).hasValue(0);
    }

    @Test
    void whatIsUsedIsNeverNegative() throws Refused {
        SystemReport report = after(Duration.ZERO, 1, 2);
        assertThat(report.memory()).isEqualTo(new SystemReport.Space(100, 60));
        assertThat(report.swap()).isEqualTo(new SystemReport.Space(10, 0));
        assertThat(SystemReport.fromJson(report.toJson())).isEqualTo(report);
    }

    @Test
    void aHostThatCannotBeReadIsToldSo() {
        all = -1;
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(hosts::report)
                .withMessage("cannot measure the host: no /proc")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.IO_FAILED));
    }
}
