package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.dist.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon in an app of another one: both stop in proof, and limits of either hold. */
final class VmNestedIT {
    private static final String INNER = "/sys/fs/cgroup/processmaster/inner";
    private static final String ASK = "-s /srv/inner/pm.sock ";

    @RegisterExtension
    static final VirtualMachine machine = VirtualMachine.named("nested");

    private static final InstalledUnit unit = new InstalledUnit(machine);

    @BeforeAll
    static void install() {
        unit.install(
                """
                mkdir -p /srv/inner/config.d
                cat >/srv/inner/config.yaml <<'END'
                cgroup: {root: %s, name: pm}
                unix_socket: {path: /srv/inner/pm.sock}
                global: {config_directory: config.d, state_directory: state}
                END
                for app in free limited; do
                    mkdir -p /srv/$app
                    cat >/srv/inner/config.d/$app.yaml <<END
                process:
                  working_directory: /srv/$app
                  start_command: [/bin/sh, -c, "setsid sleep 100000 & exec sleep 100000"]
                END
                done
                echo 'resources: {max_memory: 64MiB, max_pids: 5}' >>/srv/inner/config.d/limited.yaml"""
                        .formatted(INNER));
    }

    /** What failed in one test is remembered by the inner daemon, and would stay down in the next. */
    @AfterEach
    void forget() {
        machine.run("pmctl stop inner; rm -r /etc/processmaster/config.d/inner.yaml /srv/inner/state; pmctl update")
                .expect(0);
    }

    @Test
    void inACgroupOfItsOwnItGivesLimitsAndStopsWithAllItsApps() throws IOException {
        machine.run("cat >/etc/processmaster/config.d/inner.yaml <<'END'\n" + documentedDefinition() + "END")
                .expect(0);
        unit.pmctl("update").expect(0);
        unit.await(
                "the inner daemon runs its apps",
                () -> inner("status --format json").split("\"phase\": \"RUNNING\"", -1).length == 3);
        assertThat(machine.run("cat " + INNER + "/pm/limited/memory.max " + INNER + "/pm/limited/pids.max")
                        .stdout())
                .isEqualTo("67108864\n5\n");
        // The inner app's own two, and so on up: everything counts to the outer app.
        assertThat(inner("stop limited")).contains("limited: stopped");
        assertThat(machine.run("ls -d " + INNER + "/pm/limited").exit()).isNotZero();
        inner("start limited");

        assertThat(unit.pmctl("stop inner").expect(0).stdout()).contains("inner: stopped");

        assertThat(machine.run("ls -d " + INNER).exit()).isNotZero();
        assertThat(machine.run("pgrep -x sleep").exit()).isEqualTo(1);
    }

    @Test
    void directlyInTheAppsCgroupAppsRunAndOnlyLimitsAreRefused() {
        machine.run(
                        "cat >/etc/processmaster/config.d/inner.yaml <<'END'\n"
                                + """
                        process:
                          working_directory: /srv/inner
                          start_command: [/opt/processmaster/bin/processmaster, -c, /srv/inner/config.yaml]
                          stop_grace_period_ms: 30000
                        END
                        pmctl update""")
                .expect(0);
        unit.await("the inner daemon runs what it can", () -> inner("status free --format json")
                .contains("\"phase\": \"RUNNING\""));
        assertThat(inner("why limited"))
                .contains("max_memory needs the memory controller")
                .contains("processes are in " + INNER + " itself");
        assertThat(machine.run("cat " + INNER + "/cgroup.type").stdout()).isEqualTo("domain\n");

        unit.pmctl("stop inner").expect(0);

        assertThat(machine.run("ls -d " + INNER).exit()).isNotZero();
        assertThat(machine.run("pgrep -x sleep").exit()).isEqualTo(1);
    }

    private static String inner(String arguments) {
        return unit.pmctl(ASK + arguments).stdout();
    }

    private static String documentedDefinition() throws IOException {
        String text = Files.readString(Tree.source().resolve("docs/systemd.md"));
        Matcher block = Pattern.compile("```yaml\n(# config.d/inner.yaml.*?)```", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
