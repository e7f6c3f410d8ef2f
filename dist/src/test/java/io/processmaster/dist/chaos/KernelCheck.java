package io.processmaster.dist.chaos;

import io.processmaster.common.api.AppStatus;
import io.processmaster.dist.Await;
import io.processmaster.dist.CgroupUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares what status says with what the cgroups say, app by app.
 *
 * @param wire to the daemon
 * @param master its master cgroup
 */
record KernelCheck(Wire wire, CgroupUnderTest master) {
    private static final Set<String> AT_REST = Set.of("STOPPED", "FAILED", "BACKOFF");

    /** Returns once both agreed on each app while nothing happened to it; apps that crash all the time get many tries. */
    void agree() {
        Map<String, String> open = new TreeMap<>();
        wire.status().forEach(status -> open.put(status.application(), "not looked at"));
        Await.until(
                "status and cgroups agree",
                Await.LIMIT.multipliedBy(2),
                () -> {
                    look(open);
                    return open.isEmpty();
                },
                open::toString);
    }

    /** Apps that agreed are taken from {@code open}, the others get what is wrong. */
    private void look(Map<String, String> open) {
        Map<String, AppStatus> before = statuses();
        Map<String, List<Integer>> kernel = new TreeMap<>();
        before.keySet().forEach(app -> kernel.put(app, master.app(app).pids()));
        Map<String, AppStatus> after = statuses();
        for (String app : List.copyOf(open.keySet())) {
            if (!before.containsKey(app)) {
                gone(app, open);
                continue;
            }
            if (!after.containsKey(app)) {
                open.put(app, "just gone");
                continue;
            }
            AppStatus status = after.get(app);
            if (before.get(app).life().phaseSinceMs() != status.life().phaseSinceMs()) {
                open.put(app, "in motion: " + status.life().phase());
                continue;
            }
            String wrong = wrong(status, kernel.get(app));
            if (wrong.isEmpty()) {
                open.remove(app);
            } else {
                open.put(app, wrong);
            }
        }
    }

    private void gone(String app, Map<String, String> open) {
        List<Integer> left = master.app(app).pids();
        if (left.isEmpty()) {
            open.remove(app);
        } else {
            open.put(app, "unknown to status, but the cgroup has " + left);
        }
    }

    private static String wrong(AppStatus status, List<Integer> kernel) {
        String phase = status.life().phase();
        Set<Long> said = new TreeSet<>(status.life().pids());
        Set<Long> there = kernel.stream().map(Integer::longValue).collect(Collectors.toCollection(TreeSet::new));
        List<String> wrong = new ArrayList<>();
        if (!said.equals(there)) {
            wrong.add("status says " + said + ", the cgroup says " + there);
        }
        if (AT_REST.contains(phase) != there.isEmpty()) {
            wrong.add("phase " + phase + " with processes " + there);
        }
        if (status.life().actual().equals("RUNNING") == there.isEmpty()) {
            wrong.add("actual " + status.life().actual() + " with processes " + there);
        }
        return String.join("; ", wrong);
    }

    private Map<String, AppStatus> statuses() {
        return wire.status().stream().collect(Collectors.toMap(AppStatus::application, status -> status));
    }
}
