package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.common.config.AppReader;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a real daemon measures of real apps and of this host is true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FiguresIT {
    private static final String SECRET = "hunter2-of-the-figures";
    // The apps are looked at each 10 s; the rest is for a busy machine.
    private static final Duration LOOKS = Duration.ofSeconds(90);

    private static final String LISTENS =
            """
            use IO::Socket::INET;
            $| = 1;
            my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => 0, Listen => 5) or die;
            print $s->sockport, "\\n";
            sleep 1000;
            """;

    private ConsoleUnderTest console;

    @BeforeAll
    void start() {
        console = ConsoleUnderTest.prepare();
        DaemonHome home = console.daemon().home();
        home.define(
                "listener",
                """
                process:
                  working_directory: %s
                  start_command:
                    - /usr/bin/perl
                    - -e
                    - |
                %s
                  environment:
                    - {name: DB_PASSWORD, value: '%s'}
                """
                        .formatted(home.directory("listener"), LISTENS.indent(6), SECRET));
        home.defineShell("busy", "while :; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; sleep 0.2; done");
        home.defineShell("off", "exec sleep 1000", "global: {enabled: false}");
        home.defineShell(
                "flaky",
                "exit 3",
                "restart_policy: {policy: on_failure, tolerance: {max_restarts: 2, duration: 10m}, restart_backoff_ms: 10}");
        console.start();
        console.daemon().remote().awaitPhase("busy", "RUNNING");
    }

    @AfterAll
    void end() {
        if (console != null) {
            console.close();
        }
    }

    // Not on a host where the controller belongs to version 1.
    private boolean counts(String figure) {
        return Files.exists(console.daemon().cgroup().app("busy").path().resolve(figure));
    }

    private JsonObject ask(String question) {
        HttpResponse<String> answer = console.caller(Role.OPERATOR).get("/api/v1/" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private List<JsonArray> rows(String app) {
        return ask("usage?name=" + app).array("rows").values().stream()
                .map(row -> (JsonArray) row)
                .toList();
    }

    private static boolean isPositive(JsonValue value) {
        return value instanceof JsonNumber number && number.asDouble() > 0;
    }

    @Test
    void whatABusyAppUsesIsKept() {
        JsonObject usage = ask("usage?name=busy");
        assertThat(usage.integer("interval_ms")).isEqualTo(10_000);
        List<String> columns = usage.array("columns").texts();
        assertThat(columns).startsWith("at_ms", "cpu_percent", "memory_bytes").endsWith("tasks");
        Await.until(
                "two looks saw it work",
                LOOKS,
                () -> rows("busy").stream()
                                .filter(row -> isPositive(row.values().get(1)))
                                .count()
                        >= 2,
                () -> ask("usage?name=busy").compact());

        List<JsonArray> rows = rows("busy");
        assertThat(rows).allMatch(row -> row.values().size() == columns.size());
        JsonArray last = rows.get(rows.size() - 1);
        assertThat(isPositive(last.values().get(2))).as("memory").isEqualTo(counts("memory.current"));
        assertThat(isPositive(last.values().get(columns.size() - 1)))
                .as("tasks")
                .isEqualTo(counts("pids.current"));
        assertThat(rows.stream().map(row -> ((JsonNumber) row.values().get(0)).asLong()))
                .isSorted();
        assertThat(rows("off")).noneMatch(row -> row.values().stream().skip(1).anyMatch(FiguresIT::isPositive));
    }

    @Test
    void theListenerIsFoundWithItsProcess() throws IOException {
        Path log = console.daemon().home().directory("listener").resolve("logs/stdout.log");
        Await.until(
                "it listens", () -> Files.exists(log) && Files.readString(log).endsWith("\n"));
        long port = Long.parseLong(Files.readString(log).strip());
        long pid = console.daemon().status("listener").integer("main_pid");

        List<JsonObject> ports = ask("ports?name=listener").array("ports").objects(each -> each);

        assertThat(ports).hasSize(1);
        assertThat(ports.get(0).text("protocol")).isEqualTo("tcp");
        assertThat(ports.get(0).text("address")).isEqualTo("127.0.0.1");
        assertThat(ports.get(0).integer("port")).isEqualTo(port);
        assertThat(ports.get(0).integer("pid")).isEqualTo(pid);
        assertThat(ports.get(0).text("process")).isEqualTo("perl");
        assertThat(ask("ports?name=busy").array("ports").values()).isEmpty();
    }

    @Test
    void theDefinitionIsWholeWithoutItsSecrets() throws IOException {
        JsonObject definition = ask("definition?name=listener");

        assertThat(definition.text("source_file"))
                .isEqualTo(console.daemon().home().definition("listener").toString());
        assertThat(definition.bool("outdated")).isFalse();
        String yaml = definition.text("yaml");
        assertThat(yaml)
                .contains("DB_PASSWORD", "********", "stop_grace_period_ms")
                .doesNotContain(SECRET);
        Path copy = Files.writeString(console.daemon().home().path().resolve("listener.yaml"), yaml);
        assertThat(AppReader.read(copy).problems()).isEmpty();
    }

    @Test
    void theHostIsThisOne() throws IOException {
        double before = uptimeSeconds();
        JsonObject system = ask("system");
        double after = uptimeSeconds();

        assertThat(system.text("hostname")).isEqualTo(proc("sys/kernel/hostname"));
        assertThat(system.text("kernel")).isEqualTo(proc("sys/kernel/osrelease"));
        assertThat(system.integer("memory_total_bytes")).isEqualTo(memory("MemTotal"));
        assertThat(system.integer("swap_total_bytes")).isEqualTo(memory("SwapTotal"));
        assertThat(system.integer("memory_used_bytes")).isBetween(1L, memory("MemTotal"));
        assertThat(system.integer("cpus")).isEqualTo(cpus());
        assertThat(system.number("cpu_percent")).isBetween(0.0, 100.0);
        assertThat(system.array("load_average").values()).hasSize(3);
        assertThat(system.integer("uptime_ms") / 1000.0).isBetween(before - 0.02, after + 0.02);
    }

    private static String proc(String file) throws IOException {
        return Files.readString(Path.of("/proc").resolve(file)).strip();
    }

    private static double uptimeSeconds() throws IOException {
        return Double.parseDouble(proc("uptime").split(" ", 2)[0]);
    }

    private static long memory(String name) throws IOException {
        String line = proc("meminfo")
                .lines()
                .filter(each -> each.startsWith(name + ":"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
    }

    private static long cpus() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.filter(line -> line.matches("cpu[0-9].*")).count();
        }
    }

    @Test
    void metricsAreProperOnesThatGrowAndCount() {
        console.daemon().remote().awaitPhase("flaky", "FAILED");
        Await.until("the work was seen", LOOKS, () -> cpuSeconds() > 0, () -> metrics()
                .toString());
        double seen = cpuSeconds();
        Await.until("more work was seen", LOOKS, () -> cpuSeconds() > seen, () -> metrics()
                .toString());

        Exposed metrics = metrics();
        assertThat(metrics.value("processmaster_app_restarts_total", "{app=flaky}"))
                .isEqualTo(2);
        assertThat(metrics.value("processmaster_app_runs_total", "{app=flaky}")).isEqualTo(3);
        assertThat(metrics.value("processmaster_app_restarts_total", "{app=busy}"))
                .isZero();
        assertThat(metrics.value("processmaster_app_up", "{app=busy}")).isEqualTo(1);
        assertThat(metrics.value("processmaster_app_up", "{app=flaky}")).isZero();
        assertThat(metrics.value("processmaster_app_last_exit_code", "{app=flaky}"))
                .isEqualTo(3);
        assertThat(metrics.find("processmaster_app_memory_bytes", "{app=busy}").isPresent())
                .isEqualTo(counts("memory.current"));
        assertThat(metrics.value("processmaster_apps", "{phase=FAILED}")).isEqualTo(1);
    }

    private double cpuSeconds() {
        return metrics()
                .find("processmaster_app_cpu_seconds_total", "{app=busy}")
                .orElse(0);
    }

    private Exposed metrics() {
        HttpResponse<String> answer = console.caller(Role.VIEWER).get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/openmetrics-text");
        return Exposed.parse(answer.body());
    }
}
