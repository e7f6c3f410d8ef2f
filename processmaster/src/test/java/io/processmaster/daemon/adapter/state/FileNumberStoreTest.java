package io.processmaster.daemon.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.core.fleet.AppNumbers;
import io.processmaster.daemon.port.NumberStore.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNumberStoreTest {
    private static final long NOW = 1_760_000_000_000L;

    @TempDir
    private Path directory;

    private Path file;
    private FileNumberStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("numbers.json");
        store = new FileNumberStore(new StateDirectory(directory), new FixedTime(NOW));
    }

    @Test
    void nothingSavedIsNoProblem() {
        assertThat(store.load()).isEqualTo(new Loaded(AppNumbers.NONE, Optional.empty()));
    }

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        AppNumbers numbers = AppNumbers.NONE.with(List.of(new AppName("web"), new AppName("7")));
        store.save(numbers);
        assertThat(file).hasContent("{\"version\":1,\"next\":2,\"apps\":{\"7\":0,\"web\":1}}\n");
        assertThat(store.load()).isEqualTo(new Loaded(numbers, Optional.empty()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void asManyAsAreKeptFit() throws IOException {
        AppNumbers numbers = AppNumbers.NONE.with(IntStream.range(0, AppNumbers.MOST_KEPT)
                .mapToObj(i -> new AppName("x".repeat(AppName.MAX_LENGTH - 6) + i))
                .toList());
        store.save(numbers);
        assertThat(Files.size(file)).isLessThan(FileNumberStore.MAX_BYTES / 2);
        assertThat(store.load()).isEqualTo(new Loaded(numbers, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"version\":2,\"next\":0,\"apps\":{}}",
                "{\"version\":1,\"next\":0,\"apps\":{\"web\":0}}",
                "{\"version\":1,\"next\":2,\"apps\":{\"web\":0,\"api\":0}}",
                "{\"version\":1,\"next\":2,\"apps\":{\"web\":-1}}",
                "{\"version\":1,\"next\":2,\"apps\":{\"web\":\"0\"}}",
                "{\"version\":1,\"next\":2,\"apps\":{\"../web\":0}}",
                "{\"version\":1,\"next\":2147483647,\"apps\":{}}",
                "{\"version\":1,\"next\":1e9,\"apps\":{}}"
            })
    void damageIsMovedAsideAndTold(String text) throws IOException {
        Files.writeString(file, text);
        Loaded loaded = store.load();
        assertThat(loaded.numbers()).isEqualTo(AppNumbers.NONE);
        assertThat(loaded.problem().orElseThrow())
                .startsWith("reading " + file + ": ")
                .endsWith("(moved to " + file + ".corrupt-" + NOW + ", the apps get new numbers)");
        assertThat(directory.resolve("numbers.json.corrupt-" + NOW)).hasContent(text);
        assertThat(store.load()).isEqualTo(new Loaded(AppNumbers.NONE, Optional.empty()));
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path other = directory.resolve("other");
        Files.writeString(other, "{\"version\":1,\"next\":0,\"apps\":{}}");
        Files.createSymbolicLink(file, other);
        assertThat(store.load().problem().orElseThrow()).contains("not a regular file");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("other", "numbers.json.corrupt-" + NOW);
        }
    }
}
