package io.processmaster.daemon.adapter.logs;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.LogFiles.LogFile;
import io.processmaster.daemon.port.LogFiles.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SwapRaceIT {
    private static final Duration RACE = Duration.ofSeconds(5);
    // The user exchanges what is called logs, and logs/stdout.log, as fast as a shell can.
    private static final String SWAP =
            """
            cd "$1" || exit 1
            while :; do
              mkdir logs; ln -s "$2/inner/stdout.log" logs/stdout.log; rm -rf logs
              ln -s "$2/inner" logs; rm -f logs
              mkdir logs; echo mine >logs/stdout.log; mv logs logs.old; ln -s "$2" logs; rm -rf logs logs.old
              ln -s "$2/inner" trap; mkdir -p logs; mv -T trap logs 2>/dev/null; rm -rf logs trap
            done
            """;

    private final AppLogFiles files = new AppLogFiles(process -> WEB);

    @Test
    void exchangingEntriesWhileLogsAreOpenedLeadsNowhere() throws Exception {
        try (Playground ground = new Playground()) {
            String before = Playground.snapshot(ground.decoy());
            AppSpec app = ground.app();
            LogFile stdout = new LogFile("./logs/stdout.log", "", "stdout.log");
            Process attacker = attack(ground);
            int opened = 0;
            int refused = 0;
            try {
                long end = System.nanoTime() + RACE.toNanos();
                while (System.nanoTime() < end) {
                    try (Handle handle = files.openForAppend(app, WEB, Stream.STDOUT)) {
                        assertThat(realPath(handle)).doesNotContain("/decoy");
                        opened++;
                    } catch (LaunchRefused expected) {
                        refused++;
                    }
                    try (Handle handle = files.openForRead(app, stdout)) {
                        assertThat(realPath(handle)).doesNotContain("/decoy");
                    } catch (IOException expected) {
                        refused++;
                    }
                }
            } finally {
                List<ProcessHandle> helpers = attacker.descendants().toList();
                attacker.destroyForcibly().waitFor();
                helpers.forEach(ProcessHandle::destroyForcibly);
            }
            assertThat(Playground.snapshot(ground.decoy())).isEqualTo(before);
            assertThat(opened).as("opened").isPositive();
            assertThat(refused).as("refused").isPositive();
        }
    }

    private static Process attack(Playground ground) throws IOException {
        return new ProcessBuilder(List.of(
                        "setpriv",
                        "--reuid=" + WEB.uid(),
                        "--regid=" + WEB.gid(),
                        "--clear-groups",
                        "sh",
                        "-c",
                        SWAP,
                        "sh",
                        ground.home().toString(),
                        ground.decoy().toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String realPath(Handle handle) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/fd/" + handle.fd())).toString();
    }
}
