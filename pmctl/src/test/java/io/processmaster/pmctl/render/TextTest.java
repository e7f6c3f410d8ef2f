package io.processmaster.pmctl.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.PerfReport;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.api.WhyReport;
import io.processmaster.common.json.JsonReader;
import io.processmaster.pmctl.Golden;
import io.processmaster.pmctl.Samples;
import io.processmaster.pmctl.host.Zone;
import io.processmaster.pmctl.onjava.JavaHost;
import io.processmaster.pmctl.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static final Zone UTC = Zone.UTC;

    private static View on(Terminal terminal) {
        return new View(terminal, Samples.NOW, UTC, new JavaHost(Map.of())::zone);
    }

    private static String status(Terminal terminal) {
        StringBuilder out = new StringBuilder();
        StatusTable.append(out, Samples.all(), on(terminal));
        return out.toString();
    }

    @Test
    void statusIntoAPipeHasEveryColumn() throws IOException {
        Golden.assertSame("status.txt", status(Terminal.none()));
    }

    @Test
    void statusOnAnEightyColumnTerminal() throws IOException {
        Golden.assertSame("status-80.txt", status(Terminal.of(80, false)));
    }

    @Test
    void statusInColours() throws IOException {
        Golden.assertSame("status-colour.txt", status(Terminal.of(60, true)));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 40, 60, 80, 100, 120, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        String[] lines = status(Terminal.of(width, false)).split("\n");
        assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line.length())
                .isLessThanOrEqualTo(width));
        assertThat(lines[0]).contains("APPLICA").contains("PHASE");
    }

    @Test
    void nothingToShowIsSaid() {
        StringBuilder out = new StringBuilder();
        StatusTable.append(out, List.of(), on(Terminal.none()));
        assertThat(out).hasToString("(no apps)\n");
    }

    @Test
    void detailsOfEachKind() throws IOException {
        StringBuilder out = new StringBuilder();
        AppDetails.append(out, Samples.running(), on(Terminal.none()));
        AppDetails.append(out, Samples.failed(), on(Terminal.none()));
        AppDetails.append(out, Samples.job(), on(Terminal.none()));
        Golden.assertSame("details.txt", out.toString());
    }

    @Test
    void whyIsToldInPlainWords() throws IOException {
        StringBuilder out = new StringBuilder();
        WhyText.append(
                out,
                new WhyReport(
                        "web",
                        "FAILED",
                        "web is FAILED since 2026-01-01 11:59:00",
                        List.of("its last run was killed by SIGKILL; memory ran out", "4 restarts in 1m"),
                        Optional.of("nothing until a person starts it (pmctl start web)"),
                        List.of("out of memory", "evil \u001b[2J\u0007 line")));
        Golden.assertSame("why.txt", out.toString());
    }

    @Test
    void historyHasOneLinePerRun() throws IOException {
        RunRecord ended = new RunRecord(
                "web",
                7,
                "restart",
                Optional.of("crashed"),
                Samples.NOW - 90_000,
                OptionalLong.of(Samples.NOW - 30_500),
                OptionalLong.empty(),
                Optional.of("SIGKILL"),
                true,
                Optional.of("failed"),
                List.of("x"));
        RunRecord present = new RunRecord(
                "web",
                8,
                "person",
                Optional.empty(),
                Samples.NOW - 20_000,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of());
        StringBuilder out = new StringBuilder();
        HistoryTable.append(out, List.of(present, ended), on(Terminal.none()));
        Golden.assertSame("history.txt", out.toString());
    }

    @Test
    void perfIsToldInUnitsThatPeopleRead() throws IOException {
        String figures =
                """
                {"cpu.stat":{"usage_usec":61500000,"user_usec":40000000,"system_usec":21500000,"nr_periods":610,
                  "nr_throttled":3,"throttled_usec":1200000},
                 "cpu.max":{"150000":100000},"memory.current":{"value":12582912},"memory.peak":{"value":16777216},
                 "memory.high":{"value":"max"},"memory.max":{"value":67108864},"memory.swap.current":{"value":0},
                 "memory.swap.max":{"value":"max"},"memory.events":{"low":0,"high":0,"max":5,"oom":1,"oom_kill":1},
                 "memory.stat":{"anon":8388608,"file":4194304,"kernel":65536,"sock":0,"shmem":0,"file_dirty":4096,
                  "slab":32768,"pgmajfault":12,"workingset_refault_anon":7},
                 "io.stat":{"8:0":{"rbytes":1048576,"wbytes":4096,"rios":20,"wios":1,"dbytes":0,"dios":0}},
                 "pids.current":{"value":11},"pids.max":{"value":"max"},
                 "cpu.pressure":{"some":{"avg10":1.25,"avg60":0.50,"avg300":0.00,"total":5000000}},
                 "memory.pressure":{"some":{"avg10":0.00,"avg60":0.00,"avg300":0.00,"total":0},
                  "full":{"avg10":0.00,"avg60":0.00,"avg300":0.00,"total":0}},
                 "io.pressure":{"some":{"avg10":12.00,"avg60":3.10,"avg300":0.90,"total":61000000},
                  "full":{"avg10":11.00,"avg60":3.00,"avg300":0.80,"total":60000000}}}
                """;
        Golden.assertSame("perf.txt", perf(figures));
    }

    @Test
    void perfSaysWhatTheHostDoesNotMeasure() throws IOException {
        Golden.assertSame(
                "perf-little.txt",
                perf(
                        "{\"cpu.stat\":{\"usage_usec\":1500,\"user_usec\":900},\"io.stat\":{},\"cgroup.stat\":{\"nr_descendants\":0}}"));
    }

    private static String perf(String figures) {
        StringBuilder out = new StringBuilder();
        PerfText.append(out, new PerfReport("web", "/sys/fs/cgroup/processmaster/web", JsonReader.readObject(figures)));
        return out.toString();
    }

    @Test
    void topHasTheBusiestFirst() throws IOException {
        StringBuilder out = new StringBuilder();
        TopTable.append(out, Samples.all(), on(Terminal.none()), 10);
        Golden.assertSame("top.txt", out.toString());
    }

    @Test
    void anEventIsOneLineWhateverItsTextHas() {
        StringBuilder out = new StringBuilder();
        EventText.append(
                out,
                new EventEntry(
                        1, 1_767_225_601_204L, "engine", Optional.of("web"), "started", "pid 1\nfaked", Map.of()),
                UTC);
        assertThat(out).hasToString("2026-01-01 00:00:01.204  web  engine  started: pid 1 faked\n");
    }

    @Test
    void jsonIsIndentedAndOtherwiseAsItCame() {
        StringBuilder out = new StringBuilder();
        PrettyJson.append(out, JsonReader.read("{\"a\":[1.50,{\"b\":null}],\"c\":{},\"d\":[],\"e\":\"x\\ny\"}"));
        assertThat(out)
                .hasToString(
                        """
                        {
                          "a": [
                            1.50,
                            {
                              "b": null
                            }
                          ],
                          "c": {},
                          "d": [],
                          "e": "x\\ny"
                        }
                        """);
    }

    @Test
    void sizesAreReadable() {
        assertThat(Figures.size(0)).isEqualTo("0B");
        assertThat(Figures.size(1023)).isEqualTo("1023B");
        assertThat(Figures.size(1024)).isEqualTo("1.0KiB");
        assertThat(Figures.size(1024 * 1024 - 1)).isEqualTo("1023.9KiB");
        assertThat(Figures.size(12_582_912)).isEqualTo("12.0MiB");
        assertThat(Figures.size(Long.MAX_VALUE)).isEqualTo("8191.9PiB");
        assertThat(Figures.percent(0)).isEqualTo("0.0%");
        assertThat(Figures.percent(12.34)).isEqualTo("12.3%");
    }
}
