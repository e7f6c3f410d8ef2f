package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The processes that the kernel counts to a cgroup and those below it; one that has ended is none of them. */
record CgroupMembers(Path group) {
    /** None when the cgroup does not exist. */
    List<Long> pids() throws IOException {
        List<Long> pids = new ArrayList<>();
        collect(group, pids);
        return pids;
    }

    private static void collect(Path group, List<Long> pids) throws IOException {
        try {
            Files.readAllLines(group.resolve("cgroup.procs")).forEach(line -> pids.add(Long.valueOf(line)));
            for (Path child : directories(group)) {
                collect(child, pids);
            }
        } catch (IOException e) {
            // The cgroup of a run goes with the run, also while it is being read.
            if (Files.exists(group)) {
                throw e;
            }
        }
    }

    private static List<Path> directories(Path group) throws IOException {
        try (Stream<Path> all = Files.list(group)) {
            return all.filter(Files::isDirectory).toList();
        }
    }
}
