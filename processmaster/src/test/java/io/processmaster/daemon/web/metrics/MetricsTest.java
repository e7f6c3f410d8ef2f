package io.processmaster.daemon.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.gauges.Gauges;
import io.processmaster.daemon.control.gauges.Metric;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire, in both forms. */
class MetricsTest {
    private static final Metric CPU =
            new Metric("x_cpu_seconds", Metric.Kind.COUNTER, "seconds", "Time.", List.of("app"));
    private static final Metric PHASE = new Metric("x_phase", Metric.Kind.STATESET, "", "Phase.", List.of("x_phase"));
    private static final Metric BUILD = new Metric("x_build", Metric.Kind.INFO, "", "Build.", List.of("version"));
    private static final Metric EMPTY = new Metric("x_empty", Metric.Kind.GAUGE, "", "Nothing.", List.of());

    private static void tell(Gauges.Listener listener) {
        listener.family(CPU);
        listener.sample(List.of("we\\b \"1\"\n"), 0.25);
        listener.sample(List.of("db"), 1_000_000);
        listener.family(EMPTY);
        listener.family(PHASE);
        listener.sample(List.of("RUNNING"), 1);
        listener.family(BUILD);
        listener.sample(List.of("1.0"), 1);
    }

    private static Reply ask(String accept) throws Refused {
        Route route = Metrics.routes(MetricsTest::tell).get(0);
        assertThat(route.path()).isEqualTo("/metrics");
        assertThat(route.role()).isEqualTo(Role.VIEWER);
        assertThat(route.mutates()).isFalse();
        Map<String, String> headers = accept.isEmpty() ? Map.of() : Map.of("accept", accept);
        return route.endpoint()
                .answer(new Ask(new Visitor("ann", Role.VIEWER, "::1"), Map.of(), Map.of(), headers, ""));
    }

    private static String text(Reply reply) {
        return new String(((Reply.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theTextIsOpenMetrics() throws Refused {
        String text = text(ask(""));
        assertThat(text)
                .isEqualTo(
                        """
                        # TYPE x_cpu_seconds counter
                        # UNIT x_cpu_seconds seconds
                        # HELP x_cpu_seconds Time.
                        x_cpu_seconds_total{app="we\\\\b \\"1\\"\\n"} 0.25
                        x_cpu_seconds_total{app="db"} 1000000
                        # TYPE x_phase stateset
                        # HELP x_phase Phase.
                        x_phase{x_phase="RUNNING"} 1
                        # TYPE x_build info
                        # HELP x_build Build.
                        x_build_info{version="1.0"} 1
                        # EOF
                        """);
        assertThat(OpenMetricsText.parse(text).families()).containsExactly("x_cpu_seconds", "x_phase", "x_build");
    }

    @Test
    void theOlderTextHasTheNamesOfTheSamplesAndOnlyItsOwnTypes() throws Refused {
        assertThat(text(ask("text/plain")))
                .startsWith("# TYPE x_cpu_seconds_total counter\n# HELP x_cpu_seconds_total Time.\n")
                .contains("# TYPE x_phase gauge\n", "# TYPE x_build_info gauge\n")
                .doesNotContain("# UNIT", "# EOF");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|true",
                "*/*|true",
                "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1|true",
                "text/html|true",
                "application/openmetrics-text|true",
                "text/plain;version=0.0.4|false",
                "text/plain, application/openmetrics-text;q=0|false"
            })
    void theClientChooses(String accept, boolean open) throws Refused {
        Reply reply = ask(accept);
        assertThat(reply.type())
                .isEqualTo(
                        open
                                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                : "text/plain; version=0.0.4; charset=utf-8");
        assertThat(text(reply).endsWith("# EOF\n")).isEqualTo(open);
        assertThat(reply.headers()).containsEntry("Vary", "Accept");
    }
}
