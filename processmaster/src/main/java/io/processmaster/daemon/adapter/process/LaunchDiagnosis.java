package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchReport;
import io.processmaster.daemon.core.launch.LaunchStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says why a launch failed in words for people; looks at files only after the kernel has refused, so nothing depends on it. */
final class LaunchDiagnosis {
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int NOT_FOUND = 127;

    private final LaunchOrder order;
    private final FileAccess access;
    private final String user;

    /** Judges what became of {@code order}. */
    LaunchDiagnosis(LaunchOrder order) {
        this.order = order;
        this.access = new FileAccess(order.identity());
        this.user = order.identity().name();
    }

    /** The reason of {@code failed}. */
    LaunchFailure explain(LaunchReport.Failed failed) {
        String detail = failed.detail().isEmpty() ? "" : ": " + failed.detail();
        LaunchStage stage = failed.stage();
        return switch (stage) {
            case EXECUTE -> execute(failed.code(), failed.detail());
            case CHANGE_DIRECTORY -> LaunchFailure.permanent(stage, directory());
            case ENVIRONMENT ->
                LaunchFailure.permanent(
                        stage,
                        "process.environment: the shell of this host refuses a variable"
                                + " (it keeps some names, such as UID and PPID, for itself)");
            case ENTER_CGROUP ->
                LaunchFailure.passing(
                        stage, "entering the cgroup failed: it was removed, or the kernel refused" + detail);
            case PROCESS_LIMITS -> LaunchFailure.permanent(stage, "process limits could not be set" + detail);
            case IDENTITY -> LaunchFailure.permanent(stage, "changing to user " + user + " failed" + detail);
            case USER, CGROUP, LIMITS, WORKING_DIRECTORY, LOGS, SPAWN ->
                LaunchFailure.passing(LaunchStage.SPAWN, "the process ended before the program was executed" + detail);
        };
    }

    private String directory() {
        Path directory = Path.of(order.process().workingDirectory());
        String problem = "not accessible by user " + user;
        if (Files.notExists(directory)) {
            problem = "no such directory";
        } else if (!Files.isDirectory(directory)) {
            problem = "not a directory";
        } else if (access.barrier(directory).isPresent()) {
            problem += " (" + access.barrier(directory).get() + " cannot be passed)";
        }
        return "working directory " + directory + ": " + problem;
    }

    private LaunchFailure execute(int code, String detail) {
        String program = order.command().get(0);
        String subject = order.commandKey() + "[0] " + program + ": ";
        Optional<String> problem = program.contains("/") ? fileProblem(resolve(program)) : searchProblem(program);
        if (problem.isPresent()) {
            return LaunchFailure.permanent(LaunchStage.EXECUTE, subject + problem.get());
        }
        if (code == NOT_FOUND) {
            return LaunchFailure.permanent(
                    LaunchStage.EXECUTE, subject + "the loader that it needs is not on this host");
        }
        String reason =
                detail.isEmpty() ? "it is being written, mounted noexec, or forbidden by a security policy" : detail;
        return LaunchFailure.passing(
                LaunchStage.EXECUTE, subject + "the kernel refuses to execute it (" + reason + ")");
    }

    private Path resolve(String program) {
        return Path.of(order.process().workingDirectory()).resolve(program);
    }

    private Optional<String> searchProblem(String program) {
        String path = order.environment().stream()
                .filter(variable -> variable.startsWith("PATH="))
                .map(variable -> variable.substring("PATH=".length()))
                .findFirst()
                .orElse(DEFAULT_PATH);
        for (String place : path.split(":", -1)) {
            Path file = resolve(place.isEmpty() ? "." : place).resolve(program);
            if (Files.isRegularFile(file)) {
                return fileProblem(file).map(problem -> file + " is " + problem);
            }
        }
        return Optional.of("not found in PATH " + path);
    }

    private Optional<String> fileProblem(Path file) {
        Optional<Path> barrier = access.barrier(file);
        if (barrier.isPresent()) {
            return Optional.of(barrier.get() + " is not accessible by user " + user);
        }
        if (Files.notExists(file)) {
            return Optional.of("no such file");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("is a directory");
        }
        if (!access.mayExecute(file)) {
            return Optional.of("not executable by user " + user);
        }
        return FirstLine.of(file, access).flatMap(this::interpreterProblem);
    }

    private Optional<String> interpreterProblem(FirstLine line) {
        Path interpreter = resolve(line.interpreter());
        String subject = "interpreter " + line.interpreter() + " (from its first line) ";
        if (line.carriageReturn()) {
            return Optional.of(subject + "not found, because the line ends in CR LF");
        }
        if (Files.notExists(interpreter)) {
            return Optional.of(subject + "not found");
        }
        return access.mayExecute(interpreter)
                ? Optional.empty()
                : Optional.of(subject + "not executable by user " + user);
    }
}
