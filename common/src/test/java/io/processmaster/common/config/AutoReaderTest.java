package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Auto-services as whoever opened them hands them over. */
final class AutoReaderTest {
    private static final ServiceDefaults WEB = new ServiceDefaults("web", Optional.of("www"));

    @TempDir
    private Path top;

    private Path auto;
    private Path shop;
    private final TreeMap<Path, AutoService> found = new TreeMap<>();

    @BeforeEach
    void makeAService() throws IOException {
        auto = Files.createDirectory(top.resolve("auto"));
        shop = Files.createDirectory(auto.resolve("shop"));
    }

    @Test
    void withoutAFileTheBuiltInDefaultsHold() {
        AppSpec spec = good(new AutoService.Bare(shop));

        assertThat(spec.name().text()).isEqualTo("shop");
        assertThat(spec.sourceFile()).isEqualTo(shop.toString());
        assertThat(spec.enabled()).isTrue();
        assertThat(spec.process().workingDirectory()).isEqualTo(shop.toString());
        assertThat(spec.process().startCommand()).containsExactly("./run.sh");
        assertThat(spec.process().user()).contains("web");
        assertThat(spec.process().group()).contains("www");
        assertThat(spec.logs().stdout()).isEqualTo("./logs/stdout.log");
    }

    @Test
    void aFileSaysWhatIsDifferentAndOnlyThat() {
        AppSpec spec = good(file("restart_policy: {policy: never}\n", false));
        assertThat(spec.sourceFile()).isEqualTo(shop.resolve("service.yml").toString());
        assertThat(spec.process()).isEqualTo(good(new AutoService.Bare(shop)).process());

        assertThat(good(file("process: {user: alice}\n", false)).process().group())
                .isEmpty();
        assertThat(good(file("process: {working_directory: ..}\n", false))
                        .process()
                        .workingDirectory())
                .isEqualTo(auto.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "alice", "dom\\user", "1000"})
    void theGeneratedFileSaysTheSameAsNone(String user) {
        for (Optional<String> group : List.of(Optional.of("www"), Optional.<String>empty())) {
            ServiceDefaults defaults = new ServiceDefaults(user, group);
            String text = GeneratedDefinition.text(new AppName("shop"), shop, defaults, true);
            AppSpec generated = examine(file(text, true), defaults).value().orElseThrow();
            AppSpec bare = examine(new AutoService.Bare(shop), defaults).value().orElseThrow();

            assertThat(generated)
                    .usingRecursiveComparison()
                    .ignoringFields("sourceFile")
                    .isEqualTo(bare);
            assertThat(text).contains("user: ", "hints: []", "tolerance:", "max_restarts: 3");
        }
    }

    @Test
    void theGeneratedFileHasEveryKeyOfTheTemplateThatThisVersionTakes() {
        String text = GeneratedDefinition.text(new AppName("shop"), shop, WEB, false);
        for (String key : List.of(
                "application",
                "global.enabled",
                "process.working_directory",
                "process.start_command",
                "process.stop_signal",
                "process.stop_grace_period_ms",
                "process.user",
                "process.group",
                "process.environment",
                "logs.stdout",
                "logs.stderr",
                "logs.rotation_mode",
                "logs.rotation_size",
                "logs.rotation_backups",
                "logs.compression_enabled",
                "logs.stop_command_stdout",
                "logs.stop_command_stderr",
                "logs.hints",
                "resources.max_cpu",
                "resources.max_memory",
                "resources.max_swap",
                "restart_policy.policy",
                "restart_policy.restart_backoff_ms",
                "restart_policy.tolerance.max_restarts",
                "restart_policy.tolerance.duration")) {
            Key known = AppKeys.TABLE.key(key).orElseThrow();
            String line = known.name() + ": ";
            assertThat(text.lines().anyMatch(found -> found.strip().startsWith(line)))
                    .as(key)
                    .isEqualTo(known.isAvailable());
        }
        assertThat(good(file(text, false)).enabled()).isFalse();
    }

    @Test
    void anUnusualDirectoryIsWrittenSoThatItIsReadBack() throws IOException {
        Path odd = Files.createDirectories(top.resolve("a: b #\"c\\ ö/shop"));
        String text = GeneratedDefinition.text(new AppName("shop"), odd, WEB, true);
        Path file = Files.writeString(odd.resolve("service.yml"), text);

        assertThat(AutoReader.read(file, WEB).value().orElseThrow().process().workingDirectory())
                .isEqualTo(odd.toString());
    }

    @Test
    void theNameIsTheDirectorysAndNothingElse() {
        assertThat(problems(file("application: other\n", false)))
                .containsExactly(shop.resolve("service.yml") + ":1:14: application: \"other\" is not the name of the"
                        + " directory, \"shop\" (remove the line, or rename the directory)");
        assertThat(good(file("application: shop\n", false)).name().text()).isEqualTo("shop");
    }

    @Test
    void whereAUserCanPutAFileItMaySayNothingNew() {
        assertThat(good(file("global: {enabled: false}\n", true)).enabled()).isFalse();
        for (String more : List.of(
                "process: {user: root}\n",
                "process: {nice: -20}\n",
                "logs: {stdout: /etc/cron.d/mine}\n",
                "process: {environment: [{name: X, value: '@file:///etc/shadow'}]}\n",
                "restart_policy: {policy: never}\n")) {
            assertThat(problems(file(more, true)))
                    .as(more)
                    .singleElement()
                    .asString()
                    .contains("others than root can change " + shop)
                    .contains("give the directory to root");
        }
    }

    @Test
    void aBadNameIsTheProblemOfThatDirectoryOnly() throws IOException {
        Path bad = Files.createDirectory(auto.resolve("lost+found"));
        found.put(bad, new AutoService.Bare(bad));
        found.put(shop, new AutoService.Bare(shop));
        Path spaced = Files.createDirectory(auto.resolve(" spaced "));
        found.put(spaced, new AutoService.Bare(spaced));

        Definitions definitions = read(Optional.empty());

        assertThat(definitions.isUsable()).isTrue();
        assertThat(definitions.apps().keySet()).extracting(AppName::text).containsExactly("shop", "spaced");
        assertThat(definitions.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith(bad + ": the app's name is the directory's name: \"lost+found\" may only contain");
    }

    @Test
    void aRefusedDirectoryIsNamedAndKeepsItsName() {
        found.put(shop, new AutoService.Refused(shop.resolve("service.yml"), "is a symbolic link"));
        Definitions definitions = read(Optional.empty());

        assertThat(definitions.bad()).hasSize(1);
        assertThat(definitions.bad().get(0).name()).contains(new AppName("shop"));
        assertThat(definitions.problems())
                .extracting(Problem::toString)
                .containsExactly(shop.resolve("service.yml") + ": is a symbolic link");
    }

    @Test
    void aNameInBothPlacesIsFatalAndNamesBothFilesEvenWhenOneOfThemIsBad() throws IOException {
        Path config = Files.createDirectory(top.resolve("config.d"));
        Path file = Files.writeString(
                config.resolve("any.yaml"), "application: shop\nprocess: {working_directory: /, start_command: [a]}\n");
        for (AutoService service : List.of(
                new AutoService.Bare(shop),
                file("x: 1\n", false),
                new AutoService.Refused(shop, "is not to be trusted"))) {
            found.put(shop, service);
            Definitions definitions = read(Optional.of(config));

            assertThat(definitions.isUsable()).isFalse();
            assertThat(definitions.fatal())
                    .extracting(Problem::toString)
                    .containsExactly(shop + ": app shop is defined twice (also in " + file + ")");
        }
    }

    private AutoService.Defined file(String text, boolean onlyDefaults) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new AutoService.Defined(shop.resolve("service.yml"), bytes, onlyDefaults);
    }

    private AppSpec good(AutoService service) {
        Result<AppSpec> result = examine(service, WEB);
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }

    private List<String> problems(AutoService service) {
        return examine(service, WEB).problems().stream().map(Problem::toString).toList();
    }

    private Result<AppSpec> examine(AutoService service, ServiceDefaults defaults) {
        return AutoReader.examine(shop, service, defaults).result();
    }

    private Definitions read(Optional<Path> config) {
        return DefinitionsReader.read(config, Optional.of(new AutoServices() {
            @Override
            public ServiceDefaults defaults() {
                return WEB;
            }

            @Override
            public Path directory() {
                return auto;
            }

            @Override
            public List<Path> services() {
                return List.copyOf(found.keySet());
            }

            @Override
            public AutoService look(Path service) {
                return found.get(service);
            }
        }));
    }
}
