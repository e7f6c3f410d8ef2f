package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.fleet.KernelFacts;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The processes of one cgroup as a number, with the freedom to ignore signals, to fork and to outlive their main one. */
final class FakeKernel {
    private final Random random;
    int live;
    private boolean present;
    private long run;
    private boolean mainAlive;
    private boolean stubborn;
    private boolean uninterruptible;

    FakeKernel(Random random) {
        this.random = random;
    }

    /** A launch makes the cgroup first, and may come no further. */
    void makeCgroup() {
        present = true;
    }

    void removeCgroup() {
        present = false;
    }

    void spawn(long number) {
        run = number;
        live = 1 + random.nextInt(3);
        mainAlive = true;
        stubborn = random.nextInt(3) == 0;
        uninterruptible = random.nextInt(10) == 0;
    }

    void forks() {
        if (live > 0) {
            live++;
        }
    }

    void turnsStubborn() {
        stubborn = true;
    }

    void mainDies(List<AppEvent> news) {
        if (mainAlive) {
            mainAlive = false;
            live--;
            news.add(new AppEvent.MainExited(run, World.anyExit(random)));
            tellIfEmpty(news);
        }
    }

    void allDie(List<AppEvent> news) {
        if (live > 0) {
            mainDies(news);
            if (live > 0) {
                live = 0;
                tellIfEmpty(news);
            }
        }
    }

    int signalled(List<AppEvent> news) {
        int count = live;
        if (!stubborn) {
            allDie(news);
        }
        return count;
    }

    /** Even a kill may take its time when a process hangs in the kernel; the second one finds it willing. */
    int killed(List<AppEvent> news) {
        int count = live;
        if (uninterruptible) {
            uninterruptible = false;
        } else {
            allDie(news);
        }
        return count;
    }

    RunEnd end() {
        return new RunEnd(World.anyExit(random), random.nextInt(10) == 0, List.of());
    }

    KernelFacts facts(Optional<Integer> savedMain) {
        boolean same = mainAlive && savedMain.isPresent() && savedMain.get() == 100 + (int) run;
        if (live == 0) {
            return present ? KernelFacts.EMPTY : KernelFacts.ABSENT;
        }
        return new KernelFacts(true, true, mainAlive ? 100 + (int) run : 0, run, same);
    }

    /** The watch of a new daemon tells emptiness under the number that it knows the run by. */
    void retold(long number, List<AppEvent> news) {
        run = number;
        if (live == 0 && random.nextBoolean()) {
            news.add(new AppEvent.Emptied(number));
        }
    }

    private void tellIfEmpty(List<AppEvent> news) {
        if (live == 0) {
            news.add(new AppEvent.Emptied(run));
        }
    }
}
