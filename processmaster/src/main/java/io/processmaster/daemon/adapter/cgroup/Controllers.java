package io.processmaster.daemon.adapter.cgroup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns controllers on for the cgroups below, and writes limits, which need them. */
final class Controllers {
    // Those that limits and figures are made of; others would only cost.
    private static final List<String> WANTED = List.of("cpu", "io", "memory", "pids");
    private static final String OFFERED = "cgroup.controllers";
    private static final String ENABLED = "cgroup.subtree_control";
    private static final String TYPE = "cgroup.type";

    private final Cgroup root;

    /** Those that {@code root} offers. */
    Controllers(Cgroup root) {
        this.root = root;
    }

    /** Enables for the children of {@code parent} what it has; one that cannot be is missed only by whoever needs it. */
    void enableBelow(Cgroup parent) throws IOException {
        if (holdsProcesses(parent)) {
            // The kernel would let some of them through, and make everything below threaded: no app could be started.
            return;
        }
        Set<String> missing = parent.words(OFFERED);
        missing.retainAll(WANTED);
        missing.removeAll(parent.words(ENABLED));
        for (String controller : missing) {
            try {
                parent.write(ENABLED, "+" + controller);
            } catch (IOException e) {
                // Told by problemWith, and only if a limit needs it.
            }
        }
    }

    /** Why one of {@code limits} cannot be had in a cgroup below {@code parent}; empty when all can. */
    Optional<String> problemWith(List<LimitFile> limits, Cgroup parent) throws IOException {
        for (LimitFile limit : limits) {
            String needs = limit.key() + " needs the " + limit.controller() + " controller, which ";
            if (!limit.limiting() || parent.words(ENABLED).contains(limit.controller())) {
                continue;
            }
            return Optional.of(
                    root.words(OFFERED).contains(limit.controller())
                            ? needs + "could not be enabled in " + parent.path().resolve(ENABLED) + obstacle(parent)
                            : needs + root + " does not offer");
        }
        return Optional.empty();
    }

    /** Whether processes are in {@code cgroup} itself; in the root of the hierarchy, which has no type, they are harmless. */
    private static boolean holdsProcesses(Cgroup cgroup) throws IOException {
        return cgroup.has(TYPE) && !cgroup.ownPids().isEmpty();
    }

    private String obstacle(Cgroup parent) throws IOException {
        for (Cgroup cgroup : List.of(root, parent)) {
            if (holdsProcesses(cgroup)) {
                return ": processes are in " + cgroup + " itself (move them into a cgroup below it,"
                        + " or choose another cgroup.root, then restart the daemon)";
            }
        }
        return "";
    }

    /** Writes each limit, those that lift one included wherever the kernel has the file. */
    static void write(List<LimitFile> limits, Cgroup cgroup) throws IOException {
        for (LimitFile limit : limits) {
            if (cgroup.has(limit.file())) {
                try {
                    cgroup.write(limit.file(), limit.text());
                } catch (IOException e) {
                    throw new IOException(limit.key() + ": " + e.getMessage(), e);
                }
            } else if (limit.limiting()) {
                throw new IOException(
                        limit.key() + " needs " + limit.file() + ", which this kernel does not offer in " + cgroup);
            }
        }
    }
}
