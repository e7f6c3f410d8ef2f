package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The PSS of a process as it would be if this one, which measures it, were not there.
 *
 * <p>The kernel divides a page by all processes that have it. This one is a Java too: without a correction a daemon on
 * Java would be charged only half of what both have of the virtual machine.
 */
final class ProportionalMemory {
    private static final int PATH = 5;

    private ProportionalMemory() {}

    /** In KiB. */
    static long kib(long pid) throws IOException {
        return kib(Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps")), filesOf("self"));
    }

    private static Set<String> filesOf(String process) throws IOException {
        return Files.readAllLines(Path.of("/proc", process, "maps")).stream()
                .map(ProportionalMemory::file)
                .filter(file -> file.startsWith("/"))
                .collect(Collectors.toSet());
    }

    /** From the lines of {@code smaps}, and the files that this process has mapped. */
    static long kib(List<String> smaps, Set<String> ours) {
        double kib = 0;
        double shared = 0;
        double proportional = 0;
        boolean withUs = false;
        for (String line : smaps) {
            String[] words = line.split(" +", -1);
            switch (words[0]) {
                case "Pss:" -> proportional = Double.parseDouble(words[1]);
                case "Shared_Clean:" -> shared = Double.parseDouble(words[1]);
                case "Shared_Dirty:" -> shared += Double.parseDouble(words[1]);
                case "Private_Clean:", "Private_Dirty:" -> {
                    kib += Double.parseDouble(words[1]);
                    proportional -= Double.parseDouble(words[1]);
                }
                // The last of these in each mapping.
                case "Referenced:" -> kib += withUs ? without(shared, proportional) : proportional;
                default -> withUs = words[0].endsWith(":") ? withUs : ours.contains(file(line));
            }
        }
        return Math.round(kib);
    }

    /** What is shared by some, when it is shared by one less. */
    private static double without(double shared, double proportional) {
        if (proportional <= 0) {
            return 0;
        }
        double sharers = shared / proportional;
        return sharers < 2 ? shared : shared / (sharers - 1);
    }

    /** Of a line with address, access, offset, device, inode and file. */
    private static String file(String line) {
        String[] words = line.split(" +", PATH + 1);
        return words.length > PATH ? words[PATH] : "";
    }
}
