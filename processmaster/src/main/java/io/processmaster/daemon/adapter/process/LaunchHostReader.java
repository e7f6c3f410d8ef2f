package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.core.launch.Credentials;
import io.processmaster.daemon.core.launch.LaunchHost;
import io.processmaster.daemon.core.launch.LaunchTools;
import io.processmaster.daemon.core.launch.ProcessLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out at start-up what launches have to know of this host. */
public final class LaunchHostReader {
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private static final String CAPABILITIES = "CapEff:";
    private static final int CAP_SYS_RESOURCE = 24;

    private LaunchHostReader() {}

    /**
     * Reads it; to be called once, after the daemon has changed its own limits.
     *
     * @param program the path of pm-launch, empty where there is none
     * @throws IOException when a needed program is missing, with the package that brings it
     */
    public static LaunchHost read(Optional<String> program) throws IOException {
        LaunchTools tools = new LaunchTools(
                find("sh", "dash or bash"),
                find("setpriv", "util-linux"),
                find("prlimit", "util-linux"),
                find("nice", "coreutils"));
        int own = Math.toIntExact(ProcessHandle.current().pid());
        int ownNice = ProcStat.read(own).map(ProcStat::nice).orElse(0);
        ProcessLimits limits = limitsOf("self");
        ProcessLimits defaults = limitsOf("1");
        String status = Files.readString(Path.of("/proc/self/status"));
        return new LaunchHost(
                program,
                tools,
                limits,
                mayRaiseLimits(status) ? defaults : defaults.within(limits),
                ownNice,
                credentials(status));
    }

    /** Root in a container often lacks that right. */
    static boolean mayRaiseLimits(String status) {
        return status.lines()
                .filter(line -> line.startsWith(CAPABILITIES))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring(CAPABILITIES.length())
                                                        .strip(),
                                                16)
                                        >> CAP_SYS_RESOURCE
                                & 1)
                        == 1);
    }

    /** Whom the kernel takes a process for; empty unless real, effective, saved and file system ids are the same. */
    static Optional<Credentials> credentials(String status) {
        Set<Integer> uids = new TreeSet<>(numbers(status, "Uid:"));
        Set<Integer> gids = new TreeSet<>(numbers(status, "Gid:"));
        return uids.size() == 1 && gids.size() == 1
                ? Optional.of(
                        new Credentials(uids.iterator().next(), gids.iterator().next(), numbers(status, "Groups:")))
                : Optional.empty();
    }

    private static List<Integer> numbers(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .flatMap(line ->
                        Arrays.stream(line.substring(field.length()).strip().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .map(Integer::parseUnsignedInt)
                .toList();
    }

    private static ProcessLimits limitsOf(String process) throws IOException {
        Path file = Path.of("/proc", process, "limits");
        ProcessLimits limits = ProcessLimits.parse(Files.readString(file));
        if (limits.of("nofile").isEmpty()) {
            throw new IOException("read " + file + ": it has no line for open files");
        }
        return limits;
    }

    private static String find(String tool, String from) throws IOException {
        for (String place : PLACES) {
            Path path = Path.of(place, tool);
            if (Files.isRegularFile(path) && Files.isExecutable(path)) {
                return path.toString();
            }
        }
        throw new IOException("find " + tool + ": it is in none of " + String.join(", ", PLACES)
                + " (install the package " + from + ")");
    }
}
