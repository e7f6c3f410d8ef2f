package io.processmaster.daemon.adapter.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.core.fleet.Survival;
import io.processmaster.daemon.core.time.Moment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state file that is put together from the one before says what it would say if it were made anew. */
final class FleetTextTest {
    private static final Moment NOW = new Moment(Instant.ofEpochMilli(1_760_000_000_000L), 0);

    @TempDir
    private Path directory;

    private Path file;
    private FileStateStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("state.json");
        store = new FileStateStore(new StateDirectory(directory), new FixedTime(1));
    }

    @Test
    void afterAnyChangesTheFileIsThatOfAFreshStore() throws IOException {
        Random random = new Random(7);
        List<SavedApp> apps = new ArrayList<>();
        for (int round = 0; round < 80; round++) {
            change(apps, random);
            SavedFleet fleet = fleet(round, apps);
            store.save(fleet);
            assertThat(Files.readString(file)).as("round %d", round).isEqualTo(anew(fleet));
            assertThat(store.load().fleet()).contains(fleet);
        }
    }

    private static void change(List<SavedApp> apps, Random random) {
        int what = random.nextInt(10);
        int at = apps.isEmpty() ? 0 : random.nextInt(apps.size());
        if (what < 3 || apps.size() < 3) {
            AppName name = new AppName("app-" + random.nextInt(100_000));
            if (apps.stream().noneMatch(app -> app.name().equals(name))) {
                apps.add(random.nextInt(apps.size() + 1), app(name.text(), "never started"));
            }
        } else if (what == 3) {
            apps.remove(at);
        } else if (what == 4) {
            Collections.swap(apps, at, random.nextInt(apps.size()));
        } else if (what < 9) {
            apps.set(at, app(apps.get(at).name().text(), "b\u00f6se \u20ac \"" + "x".repeat(random.nextInt(40_000))));
        }
    }

    @Test
    void whatDidNotChangeIsTakenFromTheFileBeforeInOnePiece() throws IOException {
        List<SavedApp> apps = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            apps.add(app("app-" + i, "never started"));
        }
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        FleetText before = FleetText.write(fleet(1, apps), FleetText.NONE, (from, to, out) -> {}, first);
        apps.set(4, app("app-4", "started"));
        List<String> pieces = new ArrayList<>();
        FleetText.write(
                fleet(2, apps),
                before,
                (from, to, out) -> pieces.add(first.toString(UTF_8).substring((int) from, (int) to)),
                new ByteArrayOutputStream());
        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0))
                .startsWith("{\"name\":\"app-0\"")
                .contains("\"app-3\"")
                .endsWith("null}");
        assertThat(pieces.get(1))
                .startsWith("{\"name\":\"app-5\"")
                .contains("\"app-8\"")
                .endsWith("null}");
    }

    @Test
    void aFileThatSomebodyChangedIsWrittenAnew() throws IOException {
        List<SavedApp> apps = new ArrayList<>(List.of(app("a", "one"), app("b", "two")));
        store.save(fleet(1, apps));
        FileTime time = Files.getLastModifiedTime(file);
        String text = Files.readString(file);
        Files.writeString(file, text.replace("one", "ONE"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1));
        apps.set(1, app("b", "three"));
        store.save(fleet(2, apps));
        assertThat(Files.readString(file)).isEqualTo(anew(fleet(2, apps)));
        Files.delete(file);
        store.save(fleet(3, apps));
        assertThat(Files.readString(file)).isEqualTo(anew(fleet(3, apps)));
    }

    private static SavedApp app(String name, String reason) {
        return Survival.save(new AppName(name), true, AppLife.unborn(NOW, reason), Optional.empty());
    }

    private static SavedFleet fleet(long at, List<SavedApp> apps) {
        return new SavedFleet("boot", at, apps);
    }

    private String anew(SavedFleet fleet) throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("fresh"));
        new FileStateStore(new StateDirectory(elsewhere), new FixedTime(1)).save(fleet);
        return Files.readString(elsewhere.resolve("state.json"));
    }
}
