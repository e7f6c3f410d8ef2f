package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who exchange what is in their working directory while root provisions it, over and over, gain nothing. */
final class ProvisioningAttackIT {
    private static final Duration RACE = Duration.ofSeconds(12);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String DISABLED = "global: {enabled: false}";
    private static final List<String> APPS = List.of("walk", "mode", "capability");

    // $1 is the working directory, $2 the decoy, $3 a directory of the user's own outside, $4 a program of root's.
    private static final String SWAP_IN_THE_TREE =
            """
            cd "$1"
            while :; do
                rm -rf data; mkdir -p data/a/b/c; touch data/a/b/c/x data/a/y
                mv data/a "$3/gone"; ln -s "$2" data/a; rm -f data/a; mv "$3/gone" data/a
                ln "$2/shared" data/a/b/hard; rm -f data/a/b/hard
                ln -s "$2/shared" data/a/soft; mkfifo data/a/pipe
                mv data/a/b "$3/gone"; mv -T data/a/soft data/a/b; rm -rf "$3/gone" data/a
                ln -s "$2" swap; rm -rf data; mv -T swap data; rm -f data; mkdir data
                ln -s "$2/made" .pm_provisioned; rm -f .pm_provisioned
            done
            """;
    private static final String SWAP_WHAT_GETS_A_MODE =
            """
            cd "$1"
            while :; do
                mkdir -p data/sub; touch data/sub/file
                ln -s "$2" other; mv data gone; mv -T other data; mv -T data other; mv -T gone data; rm -f other
                rm -f data/sub/file; ln -s "$2/token" data/sub/file
                rm -f data/sub/file; ln "$2/shared" data/sub/file
                rm -f data/sub/file; mkfifo data/sub/file
                rm -f data/sub/file; touch data/sub/file
                mv data/sub gone; ln -s "$2" data/sub; rm -f data/sub; mv -T gone data/sub
            done
            """;
    private static final String SWAP_THE_PROGRAM =
            """
            cd "$1"
            while :; do
                mkdir -p bin; rm -f bin/server; cp /bin/true new; mv new bin/server
                ln -s "$4" new; mv -T new bin/server
                ln "$2/shared" new; mv new bin/server
                mkfifo new; mv new bin/server; rm -f bin/server; cp /bin/true bin/server
                mv bin gone; ln -s "$2" bin; rm -f bin; mv -T gone bin
            done
            """;

    private DaemonUnderTest daemon;
    private DaemonHome home;
    private Decoy decoy;
    private Path program;
    private Map<String, Object> programBefore;

    @BeforeEach
    void prepare() throws IOException {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        // The kernel lets everybody make a second name for a file that they may write.
        Path shared = Files.writeString(home.directory("decoy").resolve("shared"), "of everybody\n");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-rw-rw-"));
        program = home.directory("programs").resolve("server");
        Files.copy(Path.of("/bin/sleep"), program, StandardCopyOption.COPY_ATTRIBUTES);
        programBefore = facts(program);
        decoy = Decoy.in(home);
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    @Finding({4, 24, 26})
    void nothingOutsideIsReachedByExchangingEntriesWhileRootProvisions() throws IOException {
        home.defineShell(
                "walk", "true", DISABLED, "provisioning: [{path: ., ownership: {owner: nobody, recursive: true}}]");
        home.defineShell(
                "mode",
                "true",
                DISABLED,
                "provisioning: [{path: data, mode: 0777}, {path: data/sub/file, ownership: {group: 65534}, mode: 0666}]");
        home.defineShell(
                "capability",
                "true",
                DISABLED,
                "provisioning: [{path: bin/server, mode: 0755, add_net_bind_capability: true}]");
        List<Process> attackers = new ArrayList<>();
        int failed = 0;
        int done = 0;
        daemon.start();
        try (RawConnection client = RawConnection.coBuilt(home.socket())) {
            attackers.add(attack(SWAP_IN_THE_TREE, "walk"));
            attackers.add(attack(SWAP_WHAT_GETS_A_MODE, "mode"));
            attackers.add(attack(SWAP_THE_PROGRAM, "capability"));
            long begin = System.nanoTime();
            while (since(begin).compareTo(RACE) < 0
                    || (Math.min(failed, done) == 0 && since(begin).compareTo(LONGEST) < 0)) {
                for (String app : APPS) {
                    Files.deleteIfExists(marker(app));
                }
                int warnings = JsonReader.readObject(client.ask("update", "{}"))
                        .object("result")
                        .array("warnings")
                        .values()
                        .size();
                failed += warnings;
                done += APPS.size() - warnings;
            }
            assertThat(attackers).allMatch(Process::isAlive);
        } finally {
            attackers.forEach(ProvisioningAttackIT::kill);
        }

        decoy.assertUntouched();
        assertThat(facts(program)).isEqualTo(programBefore);
        assertThat(capabilities(program)).isEqualTo("0000000000000000");
        assertThat(Math.min(failed, done))
                .as("failed: %d, done: %d", failed, done)
                .isPositive();
        for (String app : APPS) {
            Path directory = home.directory(app);
            Commands.run(
                            home.path(),
                            List.of(
                                    "sh",
                                    "-c",
                                    "cd \"$1\" && rm -rf * .pm_provisioned && mkdir -p data/sub bin"
                                            + " && touch data/sub/file && cp /bin/sleep bin/server",
                                    "sh",
                                    directory.toString()))
                    .expect(0);
        }
        assertThat(daemon.pmctl("update", "--strict").expect(0).stderr()).isEmpty();
        assertThat(capabilities(home.directory("capability").resolve("bin/server")))
                .isEqualTo("0000000000000400");
    }

    private Process attack(String script, String app) throws IOException {
        Path outside = home.nobodysDirectory(app + "-outside");
        return new ProcessBuilder(asNobody(
                        "sh",
                        "-c",
                        script,
                        "attacker",
                        home.nobodysDirectory(app).toString(),
                        decoy.path().toString(),
                        outside.toString(),
                        program.toString()))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What a process of nobody's gets from that program, as the kernel tells it. */
    private static String capabilities(Path program) throws IOException {
        Process process = new ProcessBuilder(asNobody(program.toString(), "1000"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Path proc = Path.of("/proc/" + process.pid());
            Await.until(program + " runs", () -> Files.readSymbolicLink(proc.resolve("exe"))
                    .equals(program));
            return Files.readString(proc.resolve("status"))
                    .lines()
                    .filter(line -> line.startsWith("CapEff:\t"))
                    .map(line -> line.substring("CapEff:\t".length()))
                    .findFirst()
                    .orElseThrow();
        } finally {
            kill(process);
        }
    }

    private static Map<String, Object> facts(Path file) throws IOException {
        return Map.copyOf(Files.readAttributes(file, "unix:uid,gid,mode,size,lastModifiedTime,ino"));
    }

    private static List<String> asNobody(String... command) {
        List<String> all = new ArrayList<>(
                List.of("setpriv", "--reuid=" + DaemonHome.NOBODY, "--regid=" + DaemonHome.NOBODY, "--clear-groups"));
        all.addAll(List.of(command));
        return all;
    }

    private static void kill(Process process) {
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroyForcibly();
        helpers.forEach(ProcessHandle::destroyForcibly);
        Await.until("it is gone", () -> !process.isAlive() && helpers.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Path marker(String app) {
        return home.directory(app).resolve(".pm_provisioned");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
