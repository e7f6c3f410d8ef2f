package io.processmaster.daemon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.daemon.control.gauges.FleetGauges;
import io.processmaster.daemon.control.gauges.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md and the dashboard name the metrics that there are. */
class MetricsPageTest {
    private static final Pattern NAME = Pattern.compile("\\bprocessmaster_[a-z0-9_]+");

    @Test
    void thePageDescribesEveryMetricAsItIs() {
        List<List<String>> expected = FleetGauges.catalogue().stream()
                .map(metric -> List.of(
                        "`" + metric.sampleName() + "`",
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(" ")),
                        metric.help()))
                .toList();
        List<List<String>> rows = DocumentTable.rows("metrics.md", 4);
        assertThat(rows).containsExactlyElementsOf(expected);
    }

    @Test
    void everyMetricOfTheDashboardExists() throws IOException {
        String text = Files.readString(Path.of("../docs/grafana-dashboard.json"));
        JsonObject dashboard = JsonReader.readObject(text);
        assertThat(dashboard.text("title")).isEqualTo("ProcessMaster");
        assertThat(dashboard.array("panels").values()).hasSizeGreaterThan(15);
        Set<String> known =
                FleetGauges.catalogue().stream().map(Metric::sampleName).collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            used.add(name.group());
        }
        assertThat(used).hasSizeGreaterThan(20).isSubsetOf(known);
    }

    @Test
    void noTwoPanelsOfTheDashboardOverlap() throws IOException {
        JsonObject dashboard = JsonReader.readObject(Files.readString(Path.of("../docs/grafana-dashboard.json")));
        Set<String> cells = new TreeSet<>();
        Set<Long> ids = new TreeSet<>();
        List<JsonObject> panels = new ArrayList<>(dashboard.array("panels").objects(panel -> panel));
        for (JsonObject panel : panels) {
            assertThat(ids.add(panel.integer("id"))).isTrue();
            JsonObject place = panel.object("gridPos");
            for (long x = place.integer("x"); x < place.integer("x") + place.integer("w"); x++) {
                assertThat(x).isLessThan(24);
                for (long y = place.integer("y"); y < place.integer("y") + place.integer("h"); y++) {
                    assertThat(cells.add(x + " " + y)).as(panel.text("title")).isTrue();
                }
            }
        }
    }
}
