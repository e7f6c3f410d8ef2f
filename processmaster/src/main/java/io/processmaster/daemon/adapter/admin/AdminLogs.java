package io.processmaster.daemon.adapter.admin;

import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.rotation.Placement;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two files that the output of all actions is appended to.
 *
 * @param directory the daemon's own working directory; not necessarily root's, so no link in it is followed
 */
record AdminLogs(Path directory) implements AdminOutput {
    private static final String STDOUT = "logs/admin_action_stdout.log";
    private static final String STDERR = "logs/admin_action_stderr.log";

    /** A file that is larger is renamed before the next action is started. */
    static final long MAX_BYTES = 10L * 1024 * 1024;

    /** How many renamed files are kept of each. */
    static final int BACKUPS = 10;

    @Override
    public Handle stdout(Identity root) throws LaunchRefused {
        return open(STDOUT, root);
    }

    @Override
    public Handle stderr(Identity root) throws LaunchRefused {
        return open(STDERR, root);
    }

    private Handle open(String file, Identity root) throws LaunchRefused {
        try {
            Place place = Place.of(directory.toString(), file);
            rotate(place, root);
            try (TrustedDirectory trusted = place.open()) {
                return trusted.openAppend(place.relative(), root);
            }
        } catch (PathRefused e) {
            throw new LaunchRefused(LaunchFailure.permanent(LaunchStage.LOGS, inDirectory(e)));
        } catch (IOException e) {
            throw new LaunchRefused(LaunchFailure.passing(LaunchStage.LOGS, inDirectory(e)));
        }
    }

    // Whoever still writes goes on in the renamed file, so that nothing is lost and nobody has to stand still.
    private static synchronized void rotate(Place place, Identity root) throws IOException {
        try (TrustedDirectory trusted = place.open()) {
            Optional<HeldDirectory> held = trusted.holdParent(place.relative(), root);
            if (held.isPresent()) {
                try (HeldDirectory logs = held.get()) {
                    rotate(logs, place.name());
                }
            }
        }
    }

    private static void rotate(HeldDirectory logs, String log) throws IOException {
        Optional<FileStatus> status = logs.look(log);
        if (status.isEmpty()
                || status.get().kind() != FileKind.REGULAR
                || status.get().size() <= MAX_BYTES) {
            return;
        }
        List<RotatedName> present = new ArrayList<>();
        Set<String> blocked = new HashSet<>();
        for (String text : logs.names(name -> RotatedName.parse(log, name).isPresent())) {
            if (logs.look(text)
                    .filter(found -> found.kind() == FileKind.DIRECTORY)
                    .isPresent()) {
                blocked.add(text);
            } else {
                RotatedName.parse(log, text).ifPresent(present::add);
            }
        }
        Placement placement = Placement.bySize(log, present, blocked, BACKUPS);
        for (Placement.Step step : placement.steps()) {
            if (step instanceof Placement.Step.Rename rename) {
                logs.rename(rename.from(), rename.to());
            } else {
                logs.remove(((Placement.Step.Delete) step).name());
            }
        }
        if (placement.name().isPresent()) {
            logs.rename(log, placement.name().get().text());
        }
    }

    private String inDirectory(IOException problem) {
        return "in " + directory + ": " + problem.getMessage();
    }
}
