package io.processmaster.daemon.adapter.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.daemon.adapter.files.Entries;
import io.processmaster.daemon.port.DefinitionSource.Loaded;
import io.processmaster.daemon.port.DefinitionSource.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions made anew, with real files; a crash is simulated by going no further. */
class RegenerationIT {
    private static final ServiceDefaults ROOT = new ServiceDefaults("root", Optional.empty());
    private static final String OLD = "process: {nice: 5}\n";
    private static final String OLDER = "process: {nice: 7}\n";
    private static final int STEPS = 6;

    private AutoGround ground;
    private Path shop;

    @BeforeEach
    void make() throws IOException {
        ground = new AutoGround();
        shop = ground.service("shop");
    }

    @AfterEach
    void remove() throws IOException {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void theOldFilesAreKeptAndTheNewOneSaysTheDefaults() throws IOException {
        write("service.yml", OLD);
        write("service.yaml", OLDER);
        write("service.yml.bak", "an old one\n");
        write("service.yml.bak.2", "another\n");
        mark();

        Loaded loaded = ground.files("root").load(Purpose.APPLY);

        assertThat(AutoGround.warnings(loaded)).isEmpty();
        assertThat(AutoGround.app(loaded, "shop").process().nice()).isZero();
        assertThat(AutoGround.app(loaded, "shop").sourceFile())
                .isEqualTo(shop.resolve("service.yml").toString());
        assertThat(text("service.yml.bak.1")).isEqualTo(OLD);
        assertThat(text("service.yml.bak.3")).isEqualTo(OLDER);
        assertThat(text("service.yml.bak")).isEqualTo("an old one\n");
        assertThat(text("service.yml.bak.2")).isEqualTo("another\n");
        assertThat(names())
                .containsExactly(
                        "service.yml",
                        "service.yml.bak",
                        "service.yml.bak.1",
                        "service.yml.bak.2",
                        "service.yml.bak.3");
        assertThat(Files.getAttribute(shop.resolve("service.yml"), "unix:mode")).isEqualTo(0100644);
        assertThat(Files.getAttribute(shop.resolve("service.yml"), "unix:uid")).isEqualTo(0);
        assertThat(ground.events).containsExactly("shop service_regenerated");
    }

    @Test
    void lookingShowsWhatItWouldMeanAndChangesNothing() throws IOException {
        write("service.yml", OLD);
        mark();
        assertThat(AutoGround.app(ground.look("root"), "shop").process().nice()).isZero();
        assertThat(names()).containsExactly(".regen_pm_config", "service.yml");
        assertThat(text("service.yml")).isEqualTo(OLD);
        assertThat(ground.events).isEmpty();
    }

    @Test
    void aLoadThatIsUnusableRegeneratesNothing() throws IOException {
        mark();
        Files.writeString(
                ground.config().resolve("shop.yaml"), "process: {working_directory: /, start_command: [a]}\n");
        assertThat(ground.files("root").load(Purpose.APPLY).usable()).isFalse();
        assertThat(names()).containsExactly(".regen_pm_config");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aCrashAfterAnyStepLosesNothingAndTheNextLoadEndsTheWork(int done) throws IOException {
        write("service.yml", OLD);
        write("service.yaml", OLDER);
        mark();
        try (ServiceDirectory directory = ServiceDirectory.open(shop, new Trust(0, ROOT));
                Entries entries = directory.entries()) {
            List<Regeneration.Step> steps =
                    Regeneration.of(shop, ROOT, true, entries).steps();
            assertThat(steps).hasSize(STEPS);
            for (Regeneration.Step step : steps.subList(0, done)) {
                step.run();
            }
        }

        assertThat(keptTexts()).contains(OLD, OLDER);
        assertThat(AutoGround.warnings(ground.look("root"))).isEmpty();
        AutoGround.app(ground.look("root"), "shop");

        Loaded next = ground.files("root").load(Purpose.APPLY);
        assertThat(AutoGround.warnings(next)).isEmpty();
        assertThat(AutoGround.app(next, "shop").process().nice()).isZero();
        assertThat(keptTexts()).contains(OLD, OLDER);
        assertThat(names())
                .contains("service.yml")
                .doesNotContain("service.yaml", ".regen_pm_config", ".service.yml.new");
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldOneInForceAndIsTold() throws IOException {
        write("service.yml", OLD);
        mark();
        Files.createDirectory(shop.resolve(".service.yml.new"));

        Loaded loaded = ground.files("root").load(Purpose.APPLY);

        assertThat(AutoGround.app(loaded, "shop").process().nice()).isEqualTo(5);
        assertThat(AutoGround.warnings(loaded)).singleElement().asString().startsWith(shop + ": not regenerated: ");
        assertThat(names()).contains(".regen_pm_config", "service.yml").doesNotContain("service.yml.bak");
        assertThat(ground.events).containsExactly("shop regeneration_failed");
    }

    @Test
    void tooManyOldOnesAreNotOverwritten() throws IOException {
        write("service.yml", OLD);
        mark();
        write("service.yml.bak", "0\n");
        for (int i = 1; i < Regeneration.MOST_BACKUPS; i++) {
            write("service.yml.bak." + i, "x\n");
        }

        Loaded loaded = ground.files("root").load(Purpose.APPLY);

        assertThat(AutoGround.app(loaded, "shop").process().nice()).isEqualTo(5);
        assertThat(AutoGround.warnings(loaded)).singleElement().asString().contains("remove some service.yml.bak");
        assertThat(text("service.yml")).isEqualTo(OLD);
        assertThat(names()).doesNotContain(".service.yml.new");
    }

    @Test
    void aLinkInPlaceOfAFileIsPutAsideAndNotFollowed() throws IOException {
        Path target = ground.ground().decoy().resolve("secret");
        Files.createSymbolicLink(shop.resolve("service.yml"), target);
        Files.createSymbolicLink(shop.resolve(".service.yml.new"), target);
        mark();

        ground.files("root").load(Purpose.APPLY);

        assertThat(Files.readString(target)).isEqualTo("of root\n");
        assertThat(Files.readSymbolicLink(shop.resolve("service.yml.bak"))).isEqualTo(target);
        assertThat(Files.isRegularFile(shop.resolve("service.yml"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    private void mark() throws IOException {
        write(".regen_pm_config", "");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(shop.resolve(name), text);
    }

    private String text(String name) throws IOException {
        return Files.readString(shop.resolve(name));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(shop)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> keptTexts() throws IOException {
        try (Stream<Path> files = Files.list(shop)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
