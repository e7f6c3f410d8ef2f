package io.processmaster.common.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The inputs that are kept for a fuzz target, in the directory {@code fuzz/NAME} of the test resources.
 *
 * <p>A target is a class with {@code public static void fuzzerTestOneInput(byte[])}, which fails when an input breaks
 * what it promises. {@code bench/fuzz} looks for such inputs; as tests, the targets see those that are kept.
 */
public final class Corpus {
    // Far above what any of them takes, so that it strikes only for one that leads the program astray.
    private static final Duration BOUND = Duration.ofSeconds(30);

    private Corpus() {}

    /** One test for each input, and one for the empty input. */
    public static Stream<DynamicTest> replay(Class<?> target, Consumer<byte[]> one) {
        List<Path> inputs = inputs(target);
        assertThat(inputs).as("inputs of %s", target.getSimpleName()).isNotEmpty();
        return Stream.concat(
                Stream.of(test("nothing", new byte[0], one)),
                inputs.stream().map(file -> test(file.getFileName().toString(), bytes(file), one)));
    }

    private static DynamicTest test(String name, byte[] input, Consumer<byte[]> one) {
        return DynamicTest.dynamicTest(name, () -> assertTimeoutPreemptively(BOUND, () -> one.accept(input)));
    }

    private static List<Path> inputs(Class<?> target) {
        URL directory = target.getResource("/fuzz/" + target.getSimpleName());
        assertThat(directory).as("/fuzz/%s", target.getSimpleName()).isNotNull();
        try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
