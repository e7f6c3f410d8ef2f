package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the system tests trust when they say that nothing is left. */
final class CgroupUnderTestIT {
    private CgroupUnderTest cgroup;

    @BeforeEach
    void nameOne() {
        Requires.root();
        Requires.cgroup2();
        int random = ThreadLocalRandom.current().nextInt();
        cgroup = CgroupUnderTest.named(String.format(Locale.ROOT, "pm-it-%08x", random));
    }

    @AfterEach
    void removeIt() {
        if (cgroup != null) {
            cgroup.clear();
        }
    }

    @Test
    void seesTheProcessesOfEveryAppAndClearsThemAll() throws IOException {
        Process first = sleepIn(cgroup.app("one"));
        Process second = sleepIn(cgroup.app("two"));
        List<Integer> pids = List.of((int) first.pid(), (int) second.pid());
        Await.until("both are in", () -> cgroup.pids().containsAll(pids));

        assertThat(cgroup.app("one").pids()).containsExactly((int) first.pid());

        cgroup.clear();

        assertThat(cgroup.exists()).isFalse();
        Await.until("both are gone", () -> !first.isAlive() && !second.isAlive());
    }

    @Test
    void oneThatDoesNotExistIsEmpty() {
        assertThat(cgroup.exists()).isFalse();
        assertThat(cgroup.pids()).isEmpty();
        cgroup.clear();
    }

    private static Process sleepIn(CgroupUnderTest app) throws IOException {
        Path directory = Files.createDirectories(app.path());
        String script = "echo 0 >\"$1\" && exec sleep 1000";
        return new ProcessBuilder("/bin/sh", "-c", script, "sh", directory + "/cgroup.procs").start();
    }
}
