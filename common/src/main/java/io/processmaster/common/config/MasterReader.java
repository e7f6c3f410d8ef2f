package io.processmaster.common.config;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AdminAction;
import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.common.spec.MasterSpec.OnShutdown;
import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the daemon's own configuration. */
public final class MasterReader {
    // sun_path has room for 108 bytes, the last of which is NUL.
    private static final int MOST_SOCKET_PATH_BYTES = 107;

    private static final int MOST_SEGMENT_BYTES = 255;
    private static final String CONFIG_DIRECTORY = "global.config_directory";
    private static final String AUTO_DIRECTORY = "global.auto_service_directory";

    private final Fields fields;
    private final Path directory;

    private MasterReader(Fields fields, Path directory) {
        this.fields = fields;
        this.directory = directory;
    }

    /** The configuration in {@code file}, or everything that is wrong with it; relative paths start at its directory. */
    public static Result<MasterSpec> read(Path file) {
        Problems problems = new Problems(file.toString());
        Optional<MasterSpec> spec = SourceText.read(file, problems)
                .flatMap(text -> YamlTree.read(text, problems))
                .map(root -> KeyCheck.check(root, MasterKeys.TABLE, problems))
                .flatMap(fields -> new MasterReader(fields, PathRules.directoryOf(file)).spec(file));
        return problems.isEmpty() ? Result.of(spec.orElseThrow()) : Result.bad(problems.sorted());
    }

    private Optional<MasterSpec> spec(Path file) {
        MasterSpec.Cgroup cgroup = cgroup();
        MasterSpec.Socket socket = socket();
        MasterSpec.Definitions definitions = definitions();
        String stateDirectory = pathOrFallback("global.state_directory");
        OnShutdown onShutdown = fields.optional(
                        "global.on_shutdown", text -> Words.word(OnShutdown.class, text), "stop or leave")
                .orElse(OnShutdown.STOP);
        boolean restore = fields.truth("global.restore_stopped");
        List<AdminAction> actions = AdminActionsReader.read(fields);
        Optional<ConsoleSpec> console = ConsoleReader.read(fields, this::path);
        String source = file.toAbsolutePath().normalize().toString();
        return Optional.of(new MasterSpec(
                source, cgroup, socket, definitions, stateDirectory, onShutdown, restore, actions, console));
    }

    private MasterSpec.Definitions definitions() {
        if (!fields.has(CONFIG_DIRECTORY) && !fields.has(AUTO_DIRECTORY)) {
            fields.missing(CONFIG_DIRECTORY, "this or " + AUTO_DIRECTORY + " is required");
        }
        Optional<String> config = path(CONFIG_DIRECTORY);
        Optional<String> auto = path(AUTO_DIRECTORY);
        if (config.isPresent() && auto.isPresent()) {
            checkApart(Path.of(config.get()), Path.of(auto.get()));
        }
        String user = fields.value("global.default_service_user", Words::account);
        Optional<String> group = fields.optional("global.default_service_group", Words::account);
        boolean bothDefault = group.isEmpty() && !fields.has("global.default_service_user");
        return new MasterSpec.Definitions(config, auto, user, bothDefault ? Optional.of("root") : group);
    }

    /** A definition file in the auto-service directory, or in a directory of it, would be two definitions. */
    private void checkApart(Path config, Path auto) {
        if (config.startsWith(auto) || PathRules.real(config).startsWith(PathRules.real(auto))) {
            fields.problem(AUTO_DIRECTORY, "must not be, or contain, global.config_directory (use two directories)");
        }
    }

    private MasterSpec.Cgroup cgroup() {
        CpuQuota cpu = fields.value("cgroup.cpu_max", CpuQuota::parse);
        DataSize memory = fields.value("cgroup.memory_max", text -> positive(DataSize.parse(text)));
        DataSize swap = fields.value("cgroup.memory_swap_max", DataSize::parse);
        return new MasterSpec.Cgroup(path("cgroup.root"), cgroupName(), cpu, memory, swap);
    }

    private static Optional<DataSize> positive(Optional<DataSize> size) {
        return size.filter(known -> known.bytes() > 0);
    }

    private String cgroupName() {
        String name = fields.value("cgroup.name", Optional::of);
        cgroupNameProblem(name).ifPresent(problem -> fields.problem("cgroup.name", Shown.quoted(name) + " " + problem));
        return name;
    }

    private static Optional<String> cgroupNameProblem(String name) {
        Optional<String> problem = PathRules.problemWith(name);
        if (problem.isPresent()) {
            return problem;
        }
        if (name.startsWith("/")) {
            return Optional.of("must be relative to cgroup.root (remove the leading '/')");
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty()) {
                return Optional.of("has an empty segment");
            }
            if (segment.equals(".") || segment.equals("..")) {
                return Optional.of("must not contain '" + segment + "'");
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > MOST_SEGMENT_BYTES) {
                return Optional.of("has a segment longer than " + MOST_SEGMENT_BYTES + " bytes");
            }
            if (AppName.isKernelName(segment)) {
                return Optional.of("uses a name of the kernel's own files");
            }
        }
        return Optional.empty();
    }

    private MasterSpec.Socket socket() {
        String path = pathOrFallback("unix_socket.path");
        if (path.getBytes(StandardCharsets.UTF_8).length > MOST_SOCKET_PATH_BYTES) {
            fields.problem("unix_socket.path", "is longer than " + MOST_SOCKET_PATH_BYTES + " bytes");
        }
        return new MasterSpec.Socket(
                path,
                fields.value("unix_socket.owner", Words::account),
                fields.value("unix_socket.group", Words::account),
                fields.value("unix_socket.mode", Words::permissions));
    }

    private Optional<String> path(String key) {
        return fields.declared(key).flatMap(scalar -> {
            Optional<String> problem = PathRules.problemWith(scalar.text());
            problem.ifPresent(words -> fields.problem(key, words));
            return problem.isPresent()
                    ? Optional.empty()
                    : Optional.of(PathRules.resolve(directory, scalar.text()).toString());
        });
    }

    private String pathOrFallback(String key) {
        return path(key).orElseGet(() -> fields.fallback(key));
    }
}
