package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.core.launch.LaunchHost;
import io.processmaster.daemon.core.launch.LaunchTools;
import io.processmaster.daemon.core.launch.ProcessLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds out at start-up what launches have to know of this host. */
public final class LaunchHostReader {
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private static final String CAPABILITIES = "CapEff:";
    private static final int CAP_SYS_RESOURCE = 24;

    private LaunchHostReader() {}

    /**
     * Reads it; to be called once, after the daemon has changed its own limits.
     *
     * @throws IOException when a needed program is missing, with the package that brings it
     */
    public static LaunchHost read() throws IOException {
        LaunchTools tools = new LaunchTools(
                find("sh", "dash or bash"),
                find("setpriv", "util-linux"),
                find("prlimit", "util-linux"),
                find("nice", "coreutils"));
        int own = Math.toIntExact(ProcessHandle.current().pid());
        int ownNice = ProcStat.read(own).map(ProcStat::nice).orElse(0);
        ProcessLimits limits = limitsOf("self");
        ProcessLimits defaults = limitsOf("1");
        return new LaunchHost(tools, limits, mayRaiseLimits() ? defaults : defaults.within(limits), ownNice);
    }

    /** Root in a container often lacks that right. */
    static boolean mayRaiseLimits() throws IOException {
        return Files.readString(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith(CAPABILITIES))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring(CAPABILITIES.length())
                                                        .strip(),
                                                16)
                                        >> CAP_SYS_RESOURCE
                                & 1)
                        == 1);
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
