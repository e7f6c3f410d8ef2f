package io.processmaster.daemon.adapter.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.daemon.adapter.files.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NewDefinitionFilesIT {
    private static final AppName WEB = new AppName("web");

    private AutoGround ground;
    private NewDefinitionFiles files;

    @BeforeEach
    void prepare() throws IOException {
        ground = new AutoGround();
        files = files(Optional.of(ground.config().toString()));
    }

    @AfterEach
    void clear() throws IOException {
        ground.close();
    }

    private static NewDefinitionFiles files(Optional<String> directory) {
        return new NewDefinitionFiles(
                new MasterSpec.Definitions(directory, Optional.empty(), "root", Optional.empty()), 0);
    }

    private Path place() {
        return ground.config().resolve("web.yaml");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> all = Files.list(ground.config())) {
            return all.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void aFileIsWrittenForRootAlone() throws IOException {
        assertThat(files.place(WEB)).contains(place());
        assertThat(files.write(WEB, "a: b\n")).isTrue();
        assertThat(place()).hasContent("a: b\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place())))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("web.yaml");
    }

    @Test
    void whatIsThereIsNeverWrittenOver() throws IOException {
        Files.writeString(place(), "old");
        assertThat(files.write(WEB, "new")).isFalse();
        assertThat(place()).hasContent("old");
        assertThat(names()).containsExactly("web.yaml");
    }

    @Test
    void theOtherEndingIsTheSameName() throws IOException {
        Files.writeString(ground.config().resolve("web.yml"), "old");
        assertThat(files.write(WEB, "new")).isFalse();
        assertThat(names()).containsExactly("web.yml");
    }

    @Test
    void aLinkIsNeitherFollowedNorReplaced() throws IOException {
        Path secret = ground.ground().top().resolve("secret");
        Files.createSymbolicLink(place(), secret);
        Files.createSymbolicLink(ground.config().resolve(".web.yaml.new"), secret);
        assertThat(files.write(WEB, "new")).isFalse();
        assertThat(Files.exists(secret, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(Files.isSymbolicLink(place())).isTrue();
    }

    @Test
    void onlyWhatWasWrittenIsTakenBack() throws IOException {
        files.write(WEB, "new");
        files.takeBack(WEB, "newer");
        files.takeBack(WEB, "ne");
        assertThat(place()).hasContent("new");
        files.takeBack(WEB, "new");
        assertThat(place()).doesNotExist();
        files.takeBack(WEB, "new");
    }

    @Test
    void aDirectoryOfAUserIsRefused() throws IOException {
        Playground.give(ground.config(), Playground.WEB);
        assertThatThrownBy(() -> files.write(WEB, "new"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others than root can change this directory");
        assertThat(names()).isEmpty();
    }

    @Test
    void withoutADirectoryThereIsNoPlace() {
        NewDefinitionFiles nowhere = files(Optional.empty());
        assertThat(nowhere.place(WEB)).isEmpty();
        assertThatThrownBy(() -> nowhere.write(WEB, "new")).hasMessageContaining("global.config_directory");
    }
}
