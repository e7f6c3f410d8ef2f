package io.processmaster.daemon.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.control.PartOfControl;
import io.processmaster.daemon.docs.DocumentTable;
import io.processmaster.daemon.web.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/rest.md tells the paths, roles, keys and words of the code, and its commands lead somewhere. */
class RestReferenceTest {
    private static final Pattern COMMAND = Pattern.compile("^curl [^\n]*(?:\n  [^\n]*)*", Pattern.MULTILINE);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:9001(/[^ \"'?]*)");
    private static final Pattern VERB = Pattern.compile(" -X ([A-Z]+)");

    private final RestHost host = new RestHost();
    private final List<Route> routes = RestRoutes.all(PartOfControl.playedBy(host), host, true);

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/rest.md"));
    }

    private static List<List<String>> rows(int columns) {
        return DocumentTable.rows("rest.md", columns);
    }

    @Test
    void thePathsAndTheirRolesAreThoseOfTheCode() {
        TreeSet<String> told = new TreeSet<>();
        rows(4).forEach(row -> told.add(row.get(0) + " " + row.get(1).replace("`", "") + " " + row.get(2)));
        TreeSet<String> coded = new TreeSet<>();
        routes.forEach(route -> coded.add(route.verb() + " " + route.path().replace("{id}", ":id") + " "
                + route.role().word()));
        assertThat(told).isEqualTo(coded);
    }

    @Test
    void everyCommandAsksForSomethingThatThereIs() throws IOException {
        List<String> asked = new ArrayList<>();
        Matcher command = COMMAND.matcher(page());
        while (command.find()) {
            Matcher address = ADDRESS.matcher(command.group());
            assertThat(address.find()).as(command.group()).isTrue();
            Matcher verb = VERB.matcher(command.group());
            asked.add((verb.find() ? verb.group(1) : "GET") + " " + address.group(1));
        }
        assertThat(asked).hasSizeGreaterThan(10);
        // The native interface is another part of the console.
        asked.remove("GET /api/v1/session");
        for (String each : asked) {
            assertThat(routes.stream().anyMatch(route -> matches(route, each)))
                    .as(each)
                    .isTrue();
        }
    }

    private static boolean matches(Route route, String asked) {
        return asked.matches(route.verb() + " " + route.path().replace("{id}", "[^/]+"));
    }

    @Test
    void theWordsForPhasesAreThoseOfTheCode() {
        List<List<String>> phases = rows(2).stream()
                .filter(row -> row.size() == 2 && row.get(0).matches("[A-Z, ]{6,}"))
                .toList();
        assertThat(phases).hasSize(6);
        for (List<String> row : phases) {
            for (String phase : row.get(0).split(", ", -1)) {
                assertThat(row.get(1)).isEqualTo("`" + PmStatus.of(phase) + "`");
            }
        }
    }

    @Test
    void theKeysOfACreationAreThoseOfTheCode() throws IOException {
        String chapter = page().substring(page().indexOf("## Create an app"));
        TreeSet<String> told = new TreeSet<>();
        Matcher row = Pattern.compile("^\\| ([^|]+) \\|", Pattern.MULTILINE).matcher(chapter);
        while (row.find()) {
            Matcher key = Pattern.compile("`([a-z_]+)`").matcher(row.group(1));
            while (key.find()) {
                told.add(key.group(1));
            }
        }
        assertThat(told).isEqualTo(new TreeSet<>(DraftBody.KEYS));
    }
}
