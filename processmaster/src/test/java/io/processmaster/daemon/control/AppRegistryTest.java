package io.processmaster.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.api.ConfigWarning;
import io.processmaster.common.api.UpdateReport;
import io.processmaster.common.names.AppName;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.spec.AppDraft;
import io.processmaster.daemon.control.Registry.Created;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppRegistryTest {
    private static final Actor ANN = new Actor("web:ann address=127.0.0.1", 0);

    @TempDir
    private Path directory;

    private final RegisteredHost host = new RegisteredHost();

    private AppRegistry registry() {
        return host.registry(directory);
    }

    private AppDraft draft(String name) {
        return new AppDraft(
                new AppName(name),
                List.of("./run.sh"),
                directory.toString(),
                Map.of("A", "secret"),
                "nobody",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void appsKeepTheirNumbersOverRestartsOfTheDaemon() throws Refused {
        host.add("web");
        host.add("api");
        AppRegistry first = registry();
        assertThat(first.apps()).extracting(RegisteredApp::name).containsExactly("api", "web");
        host.add("aaa");
        assertThat(first.app("2").name()).isEqualTo("aaa");

        host.remove("api");
        AppRegistry second = registry();
        assertThat(second.apps()).extracting(RegisteredApp::number).containsExactly(1, 2);
        assertThat(refusal(second, "0").kind()).isEqualTo(ErrorKind.UNKNOWN_APP);
        host.add("api");
        assertThat(second.app("0").name()).isEqualTo("api");
    }

    @Test
    void aNameThatLooksLikeANumberIsANameFirst() throws Refused {
        host.add("web");
        host.add("1");
        AppRegistry registry = registry();
        assertThat(registry.app("1").name()).isEqualTo("1");
        assertThat(registry.app("1").number()).isZero();
        host.remove("1");
        assertThat(registry.app("1").name()).isEqualTo("web");
    }

    @Test
    void whatIsNeitherIsUnknown() {
        host.add("web");
        for (String wrong : List.of("", "all", "00", "-1", "+0", "0x0", "1", "99999999999", "../web", "web ", "WEB")) {
            Refused refused = refusal(registry(), wrong);
            assertThat(refused.kind()).as(wrong).isEqualTo(ErrorKind.UNKNOWN_APP);
        }
    }

    @Test
    void theDefinitionIsToldWithoutValues() throws Refused {
        host.add("web");
        RegisteredApp web = registry().app("web");
        assertThat(web.command()).containsExactly("/bin/run");
        assertThat(web.user()).isEqualTo("root");
        assertThat(web.stdout()).isEqualTo("/srv/web/out.log");
        assertThat(web.stderr()).isEqualTo("/srv/web/err.log");
        assertThat(web.restarts()).isTrue();
    }

    @Test
    void aDiskThatIsFullIsToldOnceAndTriedAgain() throws Refused {
        host.fullDisk = true;
        host.add("web");
        AppRegistry registry = registry();
        assertThat(registry.app("0").name()).isEqualTo("web");
        assertThat(registry.app("0").name()).isEqualTo("web");
        assertThat(host.events).containsExactly("numbers_not_saved: the numbers of the apps: no space");
        host.fullDisk = false;
        registry.apps();
        assertThat(host.saved.of(new AppName("web"))).contains(0);
    }

    @Test
    void damageIsTold() {
        host.damage = Optional.of("reading numbers.json: bad");
        registry();
        assertThat(host.events).containsExactly("state_damaged: reading numbers.json: bad");
    }

    @Test
    void aDraftBecomesAnApp() throws Refused {
        Created created = registry().create(ANN, draft("web"));
        assertThat(((Created.Done) created).app().name()).isEqualTo("web");
        assertThat(host.files.get("web")).contains("start_command: [\"./run.sh\"]", "user: nobody");
        assertThat(host.events)
                .containsExactly("requested: create web by web:ann address=127.0.0.1", "update by " + ANN.name());
    }

    @Test
    void aNameThatIsTakenIsLeftAlone() throws Refused {
        host.add("web");
        assertThat(registry().create(ANN, draft("web"))).isInstanceOf(Created.Taken.class);
        assertThat(host.events).isEmpty();

        host.files.put("api", "hand-made and bad");
        assertThat(registry().create(ANN, draft("api"))).isInstanceOf(Created.Taken.class);
        assertThat(host.files).containsEntry("api", "hand-made and bad");
    }

    @Test
    void aWrongDraftIsNeverWritten() throws Refused {
        AppDraft wrong = new AppDraft(
                new AppName("web"),
                List.of("./run.sh"),
                directory.resolve("nowhere").toString(),
                Map.of(),
                "root",
                Optional.empty(),
                Optional.empty(),
                Optional.of("plenty"),
                Optional.empty());
        Created.Wrong told = (Created.Wrong) registry().create(ANN, wrong);
        assertThat(told.problems()).hasSize(2);
        assertThat(told.problems().toString()).contains("process.working_directory", "resources.max_memory");
        assertThat(host.files).isEmpty();
        assertThat(host.events).isEmpty();
    }

    @Test
    void whatTheUpdateRefusesIsTakenBack() {
        host.refusal = Optional.of(new Refused(ErrorKind.BAD_CONFIG, "nothing was applied"));
        Refused refused = catchThrowableOfType(Refused.class, () -> registry().create(ANN, draft("web")));
        assertThat(refused).hasMessage("nothing was applied");
        assertThat(host.files).isEmpty();
    }

    @Test
    void whatTheUpdateWarnsOfIsTakenBack() throws Refused {
        String file = directory.resolve("web.yaml").toString();
        host.report =
                Optional.of(new UpdateReport(List.of(), List.of(new ConfigWarning(file, 1, 1, "provisioning failed"))));
        assertThat(registry().create(ANN, draft("web"))).isEqualTo(new Created.Wrong(List.of("provisioning failed")));
        assertThat(host.files).isEmpty();
    }

    @Test
    void whatIsStillBeingAppliedStays() {
        host.refusal = Optional.of(new Refused(ErrorKind.TIMEOUT, "it takes long"));
        Refused refused = catchThrowableOfType(Refused.class, () -> registry().create(ANN, draft("web")));
        assertThat(refused).hasMessage("it takes long; " + directory.resolve("web.yaml") + " is written");
        assertThat(host.files).containsKey("web");
    }

    private static Refused refusal(AppRegistry registry, String name) {
        return catchThrowableOfType(Refused.class, () -> registry.app(name));
    }
}
