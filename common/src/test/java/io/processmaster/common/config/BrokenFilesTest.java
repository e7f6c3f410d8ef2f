package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Golden test: each broken file beside the lines that a person must see for it. */
final class BrokenFilesTest {
    private static final int FEWEST_FILES = 25;

    @TestFactory
    Stream<DynamicTest> everyProblemOfABrokenMasterFileIsTold() {
        return cases("master", MasterReader::read);
    }

    @TestFactory
    Stream<DynamicTest> everyProblemOfABrokenDefinitionIsTold() {
        return cases("app", AppReader::read);
    }

    @Test
    void thereAreManyBrokenFiles() {
        assertThat(files("master").size() + files("app").size()).isGreaterThanOrEqualTo(FEWEST_FILES);
    }

    @Test
    void noMessageRepeatsASecret() {
        for (Path file : files("app")) {
            for (Problem problem : AppReader.read(file).problems()) {
                assertThat(problem.toString()).doesNotContain("hunter");
            }
        }
    }

    private static <T> Stream<DynamicTest> cases(String kind, Function<Path, Result<T>> reader) {
        return files(kind).stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    List<String> told = reader.apply(file).problems().stream()
                            .map(problem -> problem.toString().replace(file.getParent() + "/", ""))
                            .toList();
                    Path golden = file.resolveSibling(file.getFileName() + ".expected");
                    assertThat(told).isEqualTo(Files.readAllLines(golden)).isNotEmpty();
                }));
    }

    private static List<Path> files(String kind) {
        try (Stream<Path> files = Files.list(
                Path.of(BrokenFilesTest.class.getResource("broken/" + kind).toURI()))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
