package io.processmaster.common.config;

import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.common.units.FileMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the files of an app have to be like before it is loaded. */
final class ProvisioningReader {
    /** The key of the list. */
    static final String KEY = "provisioning";

    private static final int MOST_ENTRIES = 100;
    private static final int SET_ID = 06000;
    private static final Path ITSELF = Path.of("");
    private static final Path MARKER = Path.of(".pm_provisioned");

    private final Fields fields;
    private final Optional<Path> workingDirectory;

    private ProvisioningReader(Fields fields, Optional<Path> workingDirectory) {
        this.fields = fields;
        this.workingDirectory = workingDirectory;
    }

    /** The good entries in their order; {@code workingDirectory} is empty when it is not known. */
    static List<ProvisioningEntry> read(Fields fields, Optional<Path> workingDirectory) {
        ProvisioningReader reader = new ProvisioningReader(fields, workingDirectory);
        int[] positions = fields.positions(KEY);
        if (positions.length > MOST_ENTRIES) {
            fields.problem(KEY, "has more than " + MOST_ENTRIES + " entries");
            return List.of();
        }
        List<ProvisioningEntry> entries = new ArrayList<>();
        for (int position : positions) {
            Optional<ProvisioningEntry> entry = reader.entry(KEY + "[" + position + "]");
            entry.ifPresent(known -> reader.checkAgainst(entries, known, KEY + "[" + position + "].ownership"));
            entry.ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<ProvisioningEntry> entry(String at) {
        fields.requirePresence(at + ".path");
        String ownership = at + ".ownership";
        Optional<String> owner = fields.optional(ownership + ".owner", Words::account);
        Optional<String> group = fields.optional(ownership + ".group", Words::account);
        boolean recursive = fields.truth(ownership + ".recursive");
        Optional<FileMode> mode = fields.optional(
                at + ".mode", FileMode::parse, "an octal mode such as 0750 (digits 0 to 7, at most 07777)");
        boolean capability = fields.truth(at + ".add_net_bind_capability");
        boolean given = fields.has(ownership + ".owner") || fields.has(ownership + ".group");
        if (recursive && !given) {
            fields.problem(ownership + ".recursive", "needs an owner or a group");
        } else if (!given && !fields.has(at + ".mode") && !capability) {
            fields.problemAtKey(at, "asks for nothing (give ownership, mode or add_net_bind_capability)");
        }
        Optional<Path> path = path(at + ".path");
        if (capability && (recursive || path.filter(ITSELF::equals).isPresent())) {
            fields.problem(at + ".add_net_bind_capability", "is for a program, and this entry is for a directory");
        }
        return path.map(known -> new ProvisioningEntry(
                known.equals(ITSELF) ? "." : known.toString(), owner, group, recursive, mode, capability));
    }

    /** Where it leads below the working directory, {@link #ITSELF} for that; empty when it is no such path. */
    private Optional<Path> path(String key) {
        Optional<String> text = fields.declared(key).map(YamlNode.Scalar::text);
        Optional<String> problem = text.flatMap(PathRules::problemWith);
        if (text.isEmpty() || problem.isPresent()) {
            problem.ifPresent(words -> fields.problem(key, words));
            return Optional.empty();
        }
        Optional<Path> path = below(Path.of(text.get()).normalize());
        if (path.isEmpty()) {
            fields.problem(key, "is outside the working directory");
        } else if (path.get().equals(MARKER)) {
            fields.problem(key, "is the daemon's own file");
        }
        return path;
    }

    private Optional<Path> below(Path path) {
        if (!path.isAbsolute()) {
            return path.startsWith("..") ? Optional.empty() : Optional.of(path);
        }
        if (workingDirectory.isEmpty()) {
            return Optional.of(ITSELF);
        }
        return Stream.of(workingDirectory.get().normalize(), real(workingDirectory.get()))
                .filter(path::startsWith)
                .map(directory -> directory.relativize(path))
                .findFirst();
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory;
        }
    }

    /** The kernel takes capabilities and set-id bits away when a file is given to somebody: that has to come first. */
    private void checkAgainst(List<ProvisioningEntry> before, ProvisioningEntry entry, String key) {
        if (entry.owner().isEmpty() && entry.group().isEmpty()) {
            return;
        }
        for (ProvisioningEntry earlier : before) {
            boolean same = earlier.path().equals(entry.path());
            boolean covers = entry.recursive()
                    && (entry.path().equals(".") || Path.of(earlier.path()).startsWith(entry.path()));
            boolean loses = earlier.netBindCapability()
                    || earlier.mode()
                            .filter(mode -> (mode.bits() & SET_ID) != 0)
                            .isPresent();
            if (loses && (same || covers)) {
                fields.problemAtKey(
                        key,
                        "takes away what an entry before gives to " + Shown.quoted(earlier.path())
                                + " (put this entry first)");
                return;
            }
        }
    }
}
