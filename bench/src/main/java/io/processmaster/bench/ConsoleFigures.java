package io.processmaster.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

/**
 * The numbers that the console tells at {@code /metrics}.
 *
 * @param text as it came
 */
record ConsoleFigures(String text) {
    /** The pair that is in force on a loopback address when no users are configured. */
    static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Scrapes the console at that port of the loopback address. */
    static ConsoleFigures ask(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Authorization", AUTHORIZATION)
                .timeout(LIMIT)
                .build();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("GET /metrics: status " + answer.statusCode());
        }
        return new ConsoleFigures(answer.body());
    }

    /** What the daemon has done since it started, in words. */
    String work() {
        return String.format(
                Locale.ROOT,
                "Runs begun: %,.0f; automatic restarts: %,.0f; events in the journal: %,.0f.%n",
                sum("processmaster_app_runs_total"),
                sum("processmaster_app_restarts_total"),
                sum("processmaster_journal_events_total"));
    }

    /** Of all lines of that metric. */
    double sum(String metric) {
        return text.lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
