package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.config.KeyReference;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every key is in a full example, and every key has a test that observes what it does. */
final class KeyCoverageTest {
    private static final Path EXAMPLES = Tree.source().resolve("examples");
    private static final Pattern DECLARED = Pattern.compile("^( *)(- )?([a-z0-9_-]+):( .*)?$");

    @Test
    void theFullExampleOfTheDaemonHasEveryKey() throws IOException {
        Set<String> declared = keysIn("config.full.yaml").stream()
                .map(key -> key.replaceFirst("^admin_actions\\.[^.]+", "admin_actions.<id>"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(declared).containsAll(master());
    }

    @Test
    void theFullExamplesOfAServiceAndAJobHaveEveryKey() throws IOException {
        Set<String> declared = keysIn("service.full.yaml");
        declared.addAll(keysIn("job.full.yaml"));
        assertThat(declared).containsAll(app());
    }

    @Test
    @Finding(42)
    void everyKeyHasATestThatObservesItsEffect() throws IOException {
        Set<String> all = new TreeSet<>(master());
        all.addAll(app());
        assertThat(observed()).containsExactlyInAnyOrderElementsOf(all);
    }

    private static Set<String> master() {
        return paths(KeyReference.master());
    }

    private static Set<String> app() {
        return paths(KeyReference.app());
    }

    // A list of entries is observed by its parts.
    private static Set<String> paths(List<KeyReference.Entry> entries) {
        Set<String> paths = entries.stream().map(KeyReference.Entry::path).collect(Collectors.toSet());
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(other -> other.startsWith(path + "[].")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> observed() throws IOException {
        Set<String> observed = new TreeSet<>();
        for (Method method : TestMethods.with(Observes.class)) {
            observed.addAll(Arrays.asList(method.getAnnotation(Observes.class).value()));
        }
        return observed;
    }

    /** The keys of a file that is known to load, by their indentation. */
    private static Set<String> keysIn(String example) throws IOException {
        Set<String> keys = new TreeSet<>();
        NavigableMap<Integer, String> open = new TreeMap<>();
        for (String line : Files.readAllLines(EXAMPLES.resolve(example))) {
            Matcher matcher = DECLARED.matcher(line);
            if (matcher.matches()) {
                int indent = matcher.group(1).length();
                open.tailMap(indent, true).clear();
                String section = open.isEmpty() ? "" : open.lastEntry().getValue();
                if (matcher.group(2) != null) {
                    section += "[]";
                    open.put(indent, section);
                    indent += matcher.group(2).length();
                }
                String key = section.isEmpty() ? matcher.group(3) : section + "." + matcher.group(3);
                open.put(indent, key);
                keys.add(key);
            }
        }
        return keys;
    }
}
