package io.processmaster.daemon.adapter.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedExit;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.core.fleet.SavedRun;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.schedule.Handled;
import io.processmaster.daemon.core.schedule.Timetable;
import io.processmaster.daemon.port.StateStore.Loaded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileStateStoreTest {
    private static final long NOW = 1_760_000_000_000L;

    @TempDir
    private Path directory;

    private Path file;
    private FileStateStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("state.json");
        store = new FileStateStore(new StateDirectory(directory), new FixedTime(NOW));
    }

    @Test
    void nothingSavedIsNoProblem() {
        assertThat(store.load()).isEqualTo(new Loaded(Optional.empty(), Optional.empty()));
    }

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        store.save(fleet());
        assertThat(store.load()).isEqualTo(new Loaded(Optional.of(fleet()), Optional.empty()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void theFirstReleasesFileLoadsForEver() throws IOException {
        Files.write(file, resource());
        assertThat(store.load()).isEqualTo(new Loaded(Optional.of(fleet()), Optional.empty()));
    }

    @Test
    void theFormatIsThatOfTheFirstRelease() throws IOException {
        store.save(fleet());
        assertThat(Files.readAllBytes(file)).isEqualTo(resource());
    }

    @Test
    void aFileFromBeforeThereWereJobsLoads() throws IOException {
        try (InputStream in = FileStateStoreTest.class.getResourceAsStream("state-v1-without-jobs.json")) {
            Files.write(file, in.readAllBytes());
        }
        Loaded loaded = store.load();
        assertThat(loaded.problem()).isEmpty();
        List<SavedApp> apps = loaded.fleet().orElseThrow().apps();
        assertThat(apps).extracting(app -> app.name().text()).containsExactly("web", "db", "fresh");
        assertThat(apps).allSatisfy(app -> assertThat(app.timetable()).isEmpty());
        assertThat(apps.get(0).lastExit().orElseThrow())
                .isEqualTo(new SavedExit(
                        ExitStatus.exited(1), false, 1759998999000L, OptionalLong.empty(), Optional.empty()));
    }

    @Test
    void membersOfLaterVersionsAreIgnored() throws IOException {
        String text = new String(resource(), UTF_8)
                .replace("{\"version\":1,", "{\"version\":1,\"later\":{\"a\":[1]},")
                .replace("{\"name\":\"db\",", "{\"colour\":\"red\",\"name\":\"db\",");
        Files.writeString(file, text);
        assertThat(store.load()).isEqualTo(new Loaded(Optional.of(fleet()), Optional.empty()));
    }

    @Test
    void aFileCutAnywhereIsMovedAsideAndTold() throws IOException {
        byte[] whole = resource();
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Loaded loaded = store.load();
            assertThat(loaded.fleet()).as("cut to %d bytes", length).isEmpty();
            assertThat(loaded.problem().orElseThrow()).contains(file.toString(), "moved to", "corrupt-");
            assertThat(file).doesNotExist();
        }
        assertThat(names()).hasSize(Quarantine.KEPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json at all                                      | not JSON at character 1",
                "[]                                                   | not an object",
                "{}                                                   | \"version\" is missing",
                "{\"version\":2,\"apps\":[]}                          | version 2 is unknown",
                "{\"version\":\"1\"}                                  | \"version\" must be a number",
                "{\"version\":1}                                      | \"apps\" is missing",
                "{\"version\":1,\"apps\":{}}                          | \"apps\" must be a list",
                "{\"version\":1,\"apps\":[]}                          | \"boot_id\" is missing",
                "{\"version\":1,\"version\":1}                        | is given twice",
            })
    void whatIsNotAStateFileIsMovedAside(String text, String fault) throws IOException {
        Files.writeString(file, text);
        Loaded loaded = store.load();
        assertThat(loaded.fleet()).isEmpty();
        assertThat(loaded.problem().orElseThrow()).contains(fault);
        assertThat(names()).containsExactly("state.json.corrupt-" + NOW);
        assertThat(Files.readString(directory.resolve("state.json.corrupt-" + NOW)))
                .isEqualTo(text);
        assertThat(store.load().problem()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreMovedAside() throws IOException {
        Files.write(file, new byte[] {'{', (byte) 0xff, '}'});
        assertThat(store.load().problem().orElseThrow()).contains("not UTF-8 text");
    }

    @Test
    void aDirectoryInItsPlaceIsMovedAside() throws IOException {
        Files.createDirectory(file);
        assertThat(store.load().problem().orElseThrow()).contains("not a regular file");
        store.save(fleet());
        assertThat(store.load().fleet()).contains(fleet());
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path elsewhere = Files.write(directory.resolve("elsewhere"), resource());
        Files.createSymbolicLink(file, elsewhere);
        assertThat(store.load().fleet()).isEmpty();
        assertThat(Files.readAllBytes(elsewhere)).isEqualTo(resource());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"db\"->\"name\":\"../db\"",
                "\"name\":\"db\"->\"name\":\"all\"",
                "\"name\":\"db\"->\"name\":\"web\"",
                "\"run\":3->\"run\":-3",
                "\"run\":3->\"run\":\"3\"",
                "\"kind\":\"signalled\"->\"kind\":\"vanished\"",
                "\"name\":\"db\",->",
            })
    void aDamagedAppCostsOnlyItself(String change) throws IOException {
        String[] parts = change.split("->", -1);
        String text = new String(resource(), UTF_8).replace(parts[0], parts[1]);
        Files.writeString(file, text);
        Loaded loaded = store.load();
        assertThat(loaded.fleet().orElseThrow().apps())
                .containsExactly(
                        fleet().apps().get(0),
                        fleet().apps().get(2),
                        fleet().apps().get(3));
        assertThat(loaded.problem().orElseThrow()).contains("kept as", "going on with the other apps");
        store.save(fleet());
        assertThat(Files.readString(directory.resolve("state.json.corrupt-" + NOW)))
                .isEqualTo(text);
    }

    @Test
    void onlyTheNewestCorruptFilesAreKept() throws IOException {
        Files.writeString(directory.resolve("state.json.corrupt-notes"), "a person's");
        for (int i = 0; i < 9; i++) {
            Files.writeString(file, "damage " + i);
            new FileStateStore(new StateDirectory(directory), new FixedTime(NOW + i)).load();
        }
        assertThat(names())
                .containsExactly(
                        "state.json.corrupt-" + (NOW + 4),
                        "state.json.corrupt-" + (NOW + 5),
                        "state.json.corrupt-" + (NOW + 6),
                        "state.json.corrupt-" + (NOW + 7),
                        "state.json.corrupt-" + (NOW + 8),
                        "state.json.corrupt-notes");
    }

    @Test
    void aTemporaryFileOfACrashIsReplaced() throws IOException {
        Files.writeString(directory.resolve(".state.json.new"), "half");
        store.save(fleet());
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void aFailedSaveNamesTheFileAndLeavesNothing() throws IOException {
        Files.createDirectory(file);
        Files.createFile(file.resolve("inside"));
        assertThatThrownBy(() -> store.save(fleet()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("writing " + file + ": ");
        assertThat(names()).containsExactly("state.json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] resource() throws IOException {
        try (InputStream in = FileStateStoreTest.class.getResourceAsStream("state-v1.json")) {
            return in.readAllBytes();
        }
    }

    static SavedFleet fleet() {
        SavedRun live = new SavedRun(
                7, false, 4242, 998877, 1759999000000L, 123456789012345L, "restart", "exit code 1", 2048, 1);
        SavedApp web = new SavedApp(
                new AppName("web"),
                true,
                false,
                true,
                7,
                Optional.of(live),
                List.of(123456000000000L, 123456500000000L),
                2,
                41,
                false,
                false,
                "restarted after exit code 1",
                Optional.of(new SavedExit(
                        ExitStatus.exited(1),
                        false,
                        1759998999000L,
                        OptionalLong.of(1759998000000L),
                        Optional.of("failed"))),
                Optional.empty());
        SavedApp db = new SavedApp(
                new AppName("db"),
                true,
                true,
                false,
                3,
                Optional.empty(),
                List.of(),
                0,
                0,
                false,
                false,
                "stopped by a person",
                Optional.of(new SavedExit(
                        ExitStatus.signalled(11, true), true, 1759990000000L, OptionalLong.empty(), Optional.empty())),
                Optional.empty());
        SavedApp fresh = new SavedApp(
                new AppName("fresh"),
                true,
                false,
                false,
                0,
                Optional.empty(),
                List.of(),
                0,
                0,
                true,
                false,
                "process.user web: no such user",
                Optional.empty(),
                Optional.empty());
        SavedApp backup = new SavedApp(
                new AppName("backup"),
                true,
                false,
                false,
                12,
                Optional.empty(),
                List.of(),
                0,
                0,
                false,
                true,
                "exit code 0; the schedule decides when it runs again",
                Optional.of(new SavedExit(
                        ExitStatus.exited(0),
                        false,
                        1759999620000L,
                        OptionalLong.of(1759999600000L),
                        Optional.of("exited"))),
                Optional.of(new Timetable(
                        "*/10 * * * * | UTC | - | 2027-01-01T00:00",
                        Instant.ofEpochMilli(1759999600123L),
                        new Handled(List.of(
                                new Handled.Span(
                                        Instant.ofEpochMilli(1759000000000L), Instant.ofEpochMilli(1759000000000L)),
                                new Handled.Span(
                                        Instant.ofEpochMilli(1759990000000L),
                                        Instant.ofEpochMilli(1759999600000L)))))));
        return new SavedFleet("0f5c6f5e-1d2f-4a6e-9a53-3f1f6d2f7a10", NOW, List.of(web, db, fresh, backup));
    }
}
