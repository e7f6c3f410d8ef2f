package io.processmaster.dist.vm;

import io.processmaster.dist.Await;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A master cgroup in a machine as its kernel shows it.
 *
 * @param machine where it is
 * @param name path below the mount
 */
record CgroupInGuest(VirtualMachine machine, String name) {
    /** A share of a CPU that was measured, and in how many periods the kernel held the processes back. */
    record Share(int thousandths, int throttled) {
        boolean isAbout(int wanted) {
            return Math.abs(thousandths - wanted) * 100 <= wanted * 15;
        }
    }

    private static final int WINDOW_SECONDS = 2;

    /** Its directory. */
    String path() {
        return "/sys/fs/cgroup/" + name;
    }

    /** The cgroup of an app. */
    CgroupInGuest app(String app) {
        return new CgroupInGuest(machine, name + "/" + app);
    }

    /** What is in one of its files, without the end of the line. */
    String read(String file) {
        return machine.run("cat " + path() + "/" + file).expect(0).stdout().strip();
    }

    /** What is in some of its files, each of which is one line. */
    Map<String, String> readAll(Set<String> files) {
        Map<String, String> texts = new HashMap<>();
        machine.run("cd " + path() + " && grep -H '' " + String.join(" ", files))
                .expect(0)
                .stdout()
                .lines()
                .forEach(line -> texts.put(line.split(":", 2)[0], line.split(":", 2)[1]));
        return texts;
    }

    /** Writes to one of its files. */
    void write(String file, String text) {
        machine.run("echo " + text + " >" + path() + "/" + file).expect(0);
    }

    /** Whether it has that file. */
    boolean has(String file) {
        return machine.run("test -e " + path() + "/" + file).exit() == 0;
    }

    /** The number after {@code key} in one of its files. */
    long field(String file, String key) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " in " + file + " of " + path()));
    }

    /** The number that one of its files is. */
    long number(String file) {
        return Long.parseLong(read(file));
    }

    /** Its processes. */
    List<Long> pids() {
        return read("cgroup.procs").lines().map(Long::valueOf).toList();
    }

    /** What it uses of a CPU within some seconds. */
    Share share() {
        List<Integer> words = Arrays.stream(machine.script("cpu-share", path(), Integer.toString(WINDOW_SECONDS))
                        .expect(0)
                        .stdout()
                        .strip()
                        .split(" ", -1))
                .map(Integer::valueOf)
                .toList();
        return new Share(words.get(0), words.get(1));
    }

    /**
     * Returns once what it uses is what the kernel is told to let it have, within 15 %, by holding it back.
     *
     * <p>On a busy host a machine may get less than that for a while, and what it could not have before is made up for.
     */
    void awaitThrottledTo(int thousandths) {
        Share[] last = new Share[1];
        Await.until(
                name + " gets " + thousandths + " thousandths of a CPU",
                GuestDaemon.LIMIT,
                () -> {
                    last[0] = share();
                    return last[0].throttled() > WINDOW_SECONDS && last[0].isAbout(thousandths);
                },
                () -> last[0].toString());
    }

    /** Returns once it uses clearly more than {@code thousandths} of a CPU and is never held back. */
    void awaitUnlimited(int thousandths) {
        Share[] last = new Share[1];
        Await.until(
                name + " is not throttled",
                GuestDaemon.LIMIT,
                () -> {
                    last[0] = share();
                    return last[0].throttled() == 0 && last[0].thousandths() > thousandths * 3 / 2;
                },
                () -> last[0].toString());
    }
}
