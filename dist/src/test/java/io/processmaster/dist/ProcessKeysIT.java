package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys of a process do to the process, as the kernel tells it. */
final class ProcessKeysIT {
    private static final String SLEEP = "exec sleep 1000";

    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
    }

    @AfterEach
    void end() {
        daemon.close();
    }

    @Test
    @Observes({"process.user", "process.group", "process.working_directory", "process.start_command"})
    void whoItRunsAsWhereAndWhat() throws IOException {
        home.defineShell("own", SLEEP, "  user: nobody", "  group: daemon");
        home.defineShell("root", SLEEP);
        daemon.start();

        Map<String, String> own = status("own");
        assertThat(own.get("Uid")).isEqualTo("65534\t65534\t65534\t65534");
        assertThat(own.get("Gid")).isEqualTo("1\t1\t1\t1");
        assertThat(status("root").get("Uid")).isEqualTo("0\t0\t0\t0");
        assertThat(Files.readSymbolicLink(process("own").resolve("cwd"))).isEqualTo(home.directory("own"));
        assertThat(Files.readString(process("own").resolve("cmdline"))).isEqualTo("sleep\0001000\0");
    }

    @Test
    @Observes({"process.environment[].name", "process.environment[].value", "process.inherit_environment"})
    void itsEnvironmentIsWhatWasDeclaredAndTheDaemonsOnlyWhenAsked() throws IOException {
        daemon.environment("PM_IT_OF_THE_DAEMON", "inherited");
        String declared = "  environment: [{name: GREETING, value: 'good = night'}]";
        home.defineShell("clean", SLEEP, declared);
        home.defineShell("heir", SLEEP, declared, "  inherit_environment: true");
        daemon.start();

        assertThat(environment("clean"))
                .contains("GREETING=good = night")
                .doesNotContain("PM_IT_OF_THE_DAEMON=inherited");
        assertThat(environment("heir")).contains("GREETING=good = night", "PM_IT_OF_THE_DAEMON=inherited");
    }

    @Test
    @Observes({"process.umask", "process.nice", "process.oom_score_adj", "process.no_new_privileges"})
    void theKernelsAttributesOfTheProcess() throws IOException {
        home.defineShell(
                "set", SLEEP, "  umask: '0027'", "  nice: 7", "  oom_score_adj: 321", "  no_new_privileges: true");
        home.defineShell("plain", SLEEP);
        daemon.start();

        assertThat(status("set")).containsEntry("Umask", "0027").containsEntry("NoNewPrivs", "1");
        assertThat(nice("set")).isEqualTo(7);
        assertThat(Files.readString(process("set").resolve("oom_score_adj"))).isEqualTo("321\n");
        assertThat(status("plain")).containsEntry("Umask", "0022").containsEntry("NoNewPrivs", "0");
        assertThat(nice("plain")).isZero();
        assertThat(Files.readString(process("plain").resolve("oom_score_adj"))).isEqualTo("0\n");
    }

    @Test
    @Observes({
        "process.rlimits.as",
        "process.rlimits.core",
        "process.rlimits.cpu",
        "process.rlimits.data",
        "process.rlimits.fsize",
        "process.rlimits.locks",
        "process.rlimits.memlock",
        "process.rlimits.msgqueue",
        "process.rlimits.nofile",
        "process.rlimits.nproc",
        "process.rlimits.rss",
        "process.rlimits.rttime",
        "process.rlimits.sigpending",
        "process.rlimits.stack"
    })
    void everyLimitOfTheProcess() throws IOException {
        // Each another number, none of which is a default of anything.
        home.defineShell(
                "limited",
                SLEEP,
                "  rlimits:",
                "    as: '4000001024:5000001024'",
                "    core: '1024:2048'",
                "    cpu: '3001:3002'",
                "    data: '4000003072:5000003072'",
                "    fsize: '70000640:80000640'",
                "    locks: '111:112'",
                "    memlock: '65537:65538'",
                "    msgqueue: '81921:81922'",
                "    nofile: '333:444'",
                "    nproc: '5551:5552'",
                "    rss: '6000001:6000002'",
                "    rttime: '900001:900002'",
                "    sigpending: '1011:1012'",
                "    stack: '9000960:9900032'");
        daemon.start();

        Map<String, List<String>> limits = limits("limited");
        assertThat(limits)
                .containsEntry("Max address space", List.of("4000001024", "5000001024"))
                .containsEntry("Max core file size", List.of("1024", "2048"))
                .containsEntry("Max cpu time", List.of("3001", "3002"))
                .containsEntry("Max data size", List.of("4000003072", "5000003072"))
                .containsEntry("Max file size", List.of("70000640", "80000640"))
                .containsEntry("Max file locks", List.of("111", "112"))
                .containsEntry("Max locked memory", List.of("65537", "65538"))
                .containsEntry("Max msgqueue size", List.of("81921", "81922"))
                .containsEntry("Max open files", List.of("333", "444"))
                .containsEntry("Max processes", List.of("5551", "5552"))
                .containsEntry("Max resident set", List.of("6000001", "6000002"))
                .containsEntry("Max realtime timeout", List.of("900001", "900002"))
                .containsEntry("Max pending signals", List.of("1011", "1012"))
                .containsEntry("Max stack size", List.of("9000960", "9900032"));
    }

    /** Both are 0 on a host that says nothing else, and only CAP_SYS_RESOURCE can raise them. */
    @Test
    @Observes({"process.rlimits.nice", "process.rlimits.rtprio"})
    void theLimitsOfPriorityAreRaisedOrTheRefusalNamesThem() throws IOException {
        home.defineShell("calm", SLEEP, "  rlimits: {nice: '3:4'}");
        home.defineShell("prompt", SLEEP, "  rlimits: {rtprio: '7:8'}");
        daemon.start();

        assertRaisedOrNamed("calm", "Max nice priority", List.of("3", "4"), "nice");
        assertRaisedOrNamed("prompt", "Max realtime priority", List.of("7", "8"), "rtprio");
    }

    private void assertRaisedOrNamed(String app, String limit, List<String> raised, String name) throws IOException {
        Await.until(
                app + " is up or was refused",
                () -> !daemon.status(app).text("phase").equals("STARTING"));
        if (daemon.status(app).text("phase").equals("FAILED")) {
            // The first are the words of pm-launch, the others those of prlimit, where there is no pm-launch.
            assertThat(daemon.status(app).text("reason"))
                    .containsAnyOf(
                            "rlimits." + name + " " + String.join(":", raised) + ": Operation not permitted",
                            name.toUpperCase(Locale.ROOT) + " resource limit");
        } else {
            assertThat(limits(app)).containsEntry(limit, raised);
        }
    }

    private Path process(String app) {
        daemon.awaitPhase(app, "RUNNING");
        Path process = Path.of("/proc/" + daemon.status(app).integer("main_pid"));
        Await.until("the shell of " + app + " has become sleep", () -> Files.readString(process.resolve("comm"))
                .equals("sleep\n"));
        return process;
    }

    private Map<String, String> status(String app) throws IOException {
        Map<String, String> status = new HashMap<>();
        for (String line : Files.readAllLines(process(app).resolve("status"))) {
            int colon = line.indexOf(':');
            status.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return status;
    }

    private List<String> environment(String app) throws IOException {
        return List.of(Files.readString(process(app).resolve("environ")).split("\0", -1));
    }

    private int nice(String app) throws IOException {
        String stat = Files.readString(process(app).resolve("stat"));
        // The fields after the name: state is the first, nice the seventeenth.
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    }

    private Map<String, List<String>> limits(String app) throws IOException {
        Map<String, List<String>> limits = new HashMap<>();
        List<String> lines = Files.readAllLines(process(app).resolve("limits"));
        for (String line : lines.subList(1, lines.size())) {
            String[] figures = line.substring(26).strip().split(" +", -1);
            limits.put(line.substring(0, 26).strip(), List.of(figures[0], figures[1]));
        }
        return limits;
    }
}
