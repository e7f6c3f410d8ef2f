package io.processmaster.daemon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/events.md lists every event that the code can append, found where it is told. */
class EventCatalogueTest {
    private static final Path SOURCES = Path.of("src/main/java/io/processmaster/daemon");
    private static final Pattern TELLING = Pattern.compile(
            "events\\(\\)\\s*\\.append\\(|(?<![.\\w])append\\(|\\bnote\\(|\\bNote\\(|\\bevent\\(|new JournalEntry\\(");
    private static final Pattern NAME = Pattern.compile("\"([a-z]+(?:_[a-z]+)*)\"");

    @Test
    void thePageListsTheEventsAndComponentsOfTheCode() throws IOException {
        Set<String> told = new TreeSet<>();
        for (List<String> row : DocumentTable.rows("events.md", 4)) {
            told.add(row.get(0).replace("`", ""));
            told.add(row.get(1).replace("`", ""));
        }
        assertThat(told).isEqualTo(namesInTheCode());
    }

    private static Set<String> namesInTheCode() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            // What reads entries back names the members of a line, and tells nothing.
            files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("EntryLine.java"))
                    .forEach(file -> collect(file, names));
        }
        return names;
    }

    private static void collect(Path file, Set<String> names) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher telling = TELLING.matcher(source);
        while (telling.find()) {
            // What is in a map, which comes last, are facts and not names of events.
            String arguments = arguments(source, telling.end()).replaceAll("(?s)Map\\.of\\(.*", "");
            Matcher name = NAME.matcher(arguments);
            while (name.find()) {
                names.add(name.group(1));
            }
        }
    }

    private static String arguments(String source, int from) {
        int depth = 1;
        int at = from;
        while (depth > 0) {
            char c = source.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return source.substring(from, at - 1);
    }
}
