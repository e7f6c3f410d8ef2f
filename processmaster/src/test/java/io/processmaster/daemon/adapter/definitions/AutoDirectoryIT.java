package io.processmaster.daemon.adapter.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.port.DefinitionSource.Loaded;
import io.processmaster.daemon.port.DefinitionSource.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which directories are services, and whose word their definitions are. */
class AutoDirectoryIT {
    private static final String USER = Integer.toString(Playground.WEB.uid());

    private AutoGround ground;

    @BeforeEach
    void make() throws IOException {
        ground = new AutoGround();
    }

    @AfterEach
    void remove() throws IOException {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void eachVisibleDirectoryThatIsNotDisabledIsAnApp() throws IOException {
        for (String name : List.of("shop", "api", "old.disabled", ".hidden", "lost+found")) {
            ground.service(name);
        }
        Files.writeString(ground.auto().resolve("README"), "no app\n");
        Files.createSymbolicLink(ground.auto().resolve("file"), ground.auto().resolve("README"));
        Files.writeString(ground.service("api").resolve("service.yaml"), "process: {nice: 3}\n");
        Files.writeString(ground.service("shop").resolve("service.yml"), "process: {nice: 4}\n");
        Files.writeString(ground.service("shop").resolve("service.yaml"), "process: {nice: 5}\n");

        Loaded loaded = ground.look("root");

        assertThat(loaded.usable()).isTrue();
        assertThat(loaded.definitions().specs().keySet())
                .extracting(AppName::text)
                .containsExactly("api", "shop");
        assertThat(AutoGround.app(loaded, "api").process().nice()).isEqualTo(3);
        assertThat(AutoGround.app(loaded, "shop").process().nice()).isEqualTo(4);
        assertThat(AutoGround.warnings(loaded)).singleElement().asString().contains("lost+found");
    }

    @Test
    void aLinkOfRootsLeadsOnlyToWhatOnlyRootCanChange() throws IOException {
        Path real = Files.createDirectory(ground.ground().top().resolve("elsewhere"));
        Files.createSymbolicLink(ground.auto().resolve("good"), real);
        Files.createSymbolicLink(ground.auto().resolve("bad"), ground.ground().home());
        Files.createSymbolicLink(
                ground.auto().resolve("dangling"), ground.ground().top().resolve("absent"));

        Loaded loaded = ground.look(USER);

        assertThat(loaded.definitions().specs().keySet())
                .extracting(AppName::text)
                .containsExactly("good");
        assertThat(loaded.definitions().broken().keySet())
                .extracting(AppName::text)
                .containsExactly("bad", "dangling");
        assertThat(AutoGround.app(loaded, "good").process().workingDirectory())
                .isEqualTo(ground.auto().resolve("good").toString());
    }

    @Test
    void withoutAFileADirectoryIsRootsOrTheUsersOwn() throws IOException {
        Path shop = ground.usersService("shop");

        assertThat(refusal("root", "shop"))
                .contains("could make it run as user root whatever they like (give it to root with mode 755");
        assertThat(AutoGround.app(ground.look(USER), "shop").process().user()).contains(USER);

        mode(shop, "rwxrwxr-x");
        assertThat(refusal(USER, "shop")).contains("its group or the world may write to it");

        mode(ground.service("api"), "rwxrwxrwx");
        assertThat(refusal("root", "api")).contains("its group or the world may write to it");
    }

    @Test
    void nobodyBecomesRootByAFileInADirectoryOfTheirOwn() throws IOException {
        Path shop = ground.usersService("shop");
        Path file = shop.resolve("service.yml");
        String evil = "process: {user: root}\n";

        Playground.write(file, evil, Playground.WEB);
        assertThat(refusal(USER, "shop"))
                .startsWith(file + ": is owned by user")
                .contains("not by root");
        assertThat(refusal("root", "shop")).startsWith(shop + ": it belongs to user");

        // Root's by owner, but brought here by the user: a log, for instance.
        Files.delete(file);
        Files.writeString(file, evil);
        assertThat(refusal(USER, "shop")).contains("others than root can change " + shop);
        Files.writeString(file, "global: {enabled: false}\n");
        assertThat(AutoGround.app(ground.look(USER), "shop").enabled()).isFalse();
    }

    @Test
    void onlyAFileOfRootsWithOneNameIsRead() throws IOException {
        Path shop = ground.service("shop");
        Path file = shop.resolve("service.yml");
        Files.writeString(shop.resolve("service.yaml"), "# is not used in its place\nprocess: {nice: 1}\n");
        Path other = Files.writeString(shop.resolve("other"), "process: {nice: 2}\n");

        Files.createSymbolicLink(file, other);
        assertThat(refusal("root", "shop")).startsWith(file + ": is a symbolic link");
        Files.delete(file);
        Files.createLink(file, other);
        assertThat(refusal("root", "shop")).startsWith(file + ": has 2 links");
        Files.delete(file);
        Playground.run("mkfifo", file.toString());
        assertThat(refusal("root", "shop")).startsWith(file + ": is a FIFO");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(refusal("root", "shop")).startsWith(file + ": is a directory");
        Files.delete(file);
        Files.writeString(file, "process: {nice: 3}\n");
        mode(file, "rw-rw-r--");
        assertThat(refusal("root", "shop")).startsWith(file + ": its group or the world may write to it");
        mode(file, "rw-r--r--");
        Playground.give(file, Playground.WEB);
        assertThat(refusal("root", "shop")).startsWith(file + ": is owned by user");
        Playground.give(file, new Identity(0, 0, List.of(), "root", "/", "/bin/sh"));
        assertThat(AutoGround.app(ground.look("root"), "shop").process().nice()).isEqualTo(3);
    }

    @Test
    void theMarkerOfAUserMovesNothingInADirectoryThatIsNoService() throws IOException {
        Path shop = ground.usersService("shop");
        Playground.write(shop.resolve("service.yml"), "x\n", Playground.WEB);
        Playground.write(shop.resolve(".regen_pm_config"), "", Playground.WEB);
        String before = Playground.snapshot(shop);

        Loaded loaded = ground.files("root").load(Purpose.APPLY);

        assertThat(loaded.definitions().specs()).isEmpty();
        assertThat(Playground.snapshot(shop)).isEqualTo(before);
        assertThat(ground.events).isEmpty();
    }

    @Test
    void anAutoServiceDirectoryThatOthersCanChangeIsNotRead() throws IOException {
        ground.service("shop");
        mode(ground.auto(), "rwxrwxr-x");
        Loaded loaded = ground.look("root");
        assertThat(loaded.usable()).isFalse();
        assertThat(AutoGround.warnings(loaded))
                .singleElement()
                .asString()
                .startsWith(ground.auto() + ": ")
                .contains("others than root can change");
    }

    @Test
    void enablingWritesAFileWhereThereIsNoneAndKeepsCommentsWhereThereIsOne() throws IOException {
        for (Path service : List.of(ground.service("shop"), ground.usersService("users"))) {
            String user = service.endsWith("users") ? USER : "root";
            String name = service.getFileName().toString();
            DefinitionFiles files = ground.files(user);

            files.writeEnabled(AutoGround.app(ground.look(user), name).sourceFile(), false);
            assertThat(AutoGround.app(ground.look(user), name).enabled()).isFalse();

            String generated = Files.readString(service.resolve("service.yml"));
            files.writeEnabled(service.resolve("service.yml").toString(), true);
            assertThat(Files.readString(service.resolve("service.yml")))
                    .isEqualTo(generated.replace("enabled: false", "enabled: true"))
                    .startsWith("# Written by");
            assertThat(AutoGround.app(ground.look(user), name).enabled()).isTrue();
        }
    }

    @Test
    void enablingIsRefusedWhereTheDefinitionWouldBe() throws IOException {
        Path shop = ground.usersService("shop");
        assertThatThrownBy(() -> ground.files("root").writeEnabled(shop.toString(), false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it belongs to user");
        Path file = Playground.write(shop.resolve("service.yml"), "x: 1\n", Playground.WEB);
        assertThatThrownBy(() -> ground.files(USER).writeEnabled(file.toString(), false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ": is owned by user");
        assertThat(Files.readString(file)).isEqualTo("x: 1\n");
    }

    @Test
    void aDefinitionThatCannotBeRewrittenIsToldWhereverItLies() throws IOException {
        Path target = Files.writeString(
                ground.config().resolve("target"), "process: {working_directory: /, start_command: [a]}\n");
        Path link = Files.createSymbolicLink(ground.config().resolve("web.yaml"), target);
        assertThatThrownBy(() -> ground.files("root").writeEnabled(link.toString(), false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it is a symbolic link");
    }

    @Test
    void whoIsNotRootIsTheAdministratorOfTheirOwnFiles() throws IOException {
        Path shop = ground.usersService("shop");
        Path file = Playground.write(shop.resolve("service.yml"), "process: {user: root}\n", Playground.WEB);
        Playground.give(ground.auto(), Playground.WEB);
        Trust trust = new Trust(Playground.WEB.uid(), new ServiceDefaults("root", Optional.empty()));
        try (ServiceDirectory directory = ServiceDirectory.open(shop, trust)) {
            assertThat(directory.isOfUser()).isFalse();
            assertThat(directory.definition()).isPresent();
        }
        assertThat(file).exists();
    }

    private String refusal(String defaultUser, String name) {
        Loaded loaded = ground.look(defaultUser);
        assertThat(loaded.usable()).isTrue();
        assertThat(loaded.definitions().specs()).doesNotContainKey(new AppName(name));
        List<String> problems = loaded.definitions().broken().get(new AppName(name));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
