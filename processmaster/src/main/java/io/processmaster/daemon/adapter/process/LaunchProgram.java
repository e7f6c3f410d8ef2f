package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.adapter.posix.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file pm-launch of this build, held open: an upgrade that puts another one in its place, which may want other arguments,
 * changes nothing for a daemon that still runs.
 */
public final class LaunchProgram implements AutoCloseable {
    private final Descriptor file;

    private LaunchProgram(Descriptor file) {
        this.file = file;
    }

    /**
     * Opens it.
     *
     * @return empty when it is not there, or may not be executed, such as on a file system that is mounted noexec
     */
    public static Optional<LaunchProgram> open(Path program) throws IOException {
        return Files.isRegularFile(program) && Files.isExecutable(program)
                ? Optional.of(new LaunchProgram(Descriptor.openPlace(program.toString())))
                : Optional.empty();
    }

    /** Where a child of this process finds it, whatever became of its name. */
    public String path() {
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + file.fd();
    }

    @Override
    public void close() {
        file.close();
    }
}
