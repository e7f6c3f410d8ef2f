package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.port.DefinitionSource;
import io.processmaster.daemon.port.DefinitionSource.Loaded;
import io.processmaster.daemon.port.DefinitionSource.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An auto-service directory of root's with services of root and of a user. */
final class AutoGround implements AutoCloseable {
    /** Events as {@code app event}. */
    final List<String> events = new ArrayList<>();

    private final Playground ground = new Playground();

    AutoGround() throws IOException {
        Files.createDirectory(auto());
        Files.createDirectory(ground.top().resolve("config.d"));
    }

    Playground ground() {
        return ground;
    }

    Path auto() {
        return ground.top().resolve("auto");
    }

    Path config() {
        return ground.top().resolve("config.d");
    }

    /** A directory of root's, with mode 0755. */
    Path service(String name) throws IOException {
        return Files.createDirectories(auto().resolve(name));
    }

    /** A directory of {@link Playground#WEB}'s. */
    Path usersService(String name) throws IOException {
        Path service = service(name);
        Playground.give(service, Playground.WEB);
        return service;
    }

    /** With that user for services that name none. */
    DefinitionFiles files(String defaultUser) {
        MasterSpec.Definitions places = new MasterSpec.Definitions(
                Optional.of(config().toString()), Optional.of(auto().toString()), defaultUser, Optional.empty());
        return new DefinitionFiles(
                places,
                0,
                (app, event, message) -> events.add(app.map(AppName::text).orElse("") + " " + event));
    }

    Loaded look(String defaultUser) {
        return files(defaultUser).load(Purpose.LOOK);
    }

    /** The definition; fails when there is none. */
    static AppSpec app(DefinitionSource.Loaded loaded, String name) {
        return Optional.ofNullable(loaded.definitions().specs().get(new AppName(name)))
                .orElseThrow(() -> new AssertionError(name + " is not loaded: " + loaded.warnings()));
    }

    /** The warnings, one line each. */
    static List<String> warnings(DefinitionSource.Loaded loaded) {
        return loaded.warnings().stream().map(DefinitionSource.Warning::text).toList();
    }

    @Override
    public void close() throws IOException {
        ground.close();
    }
}
