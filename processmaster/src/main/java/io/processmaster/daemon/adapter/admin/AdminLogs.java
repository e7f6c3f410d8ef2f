package io.processmaster.daemon.adapter.admin;

import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The two files that the output of all actions is appended to.
 *
 * @param directory the daemon's own working directory; not necessarily root's, so no link in it is followed
 */
record AdminLogs(Path directory) implements AdminOutput {
    private static final String STDOUT = "logs/admin_action_stdout.log";
    private static final String STDERR = "logs/admin_action_stderr.log";

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
            try (TrustedDirectory trusted = place.open()) {
                return trusted.openAppend(place.relative(), root);
            }
        } catch (PathRefused e) {
            throw new LaunchRefused(LaunchFailure.permanent(LaunchStage.LOGS, inDirectory(e)));
        } catch (IOException e) {
            throw new LaunchRefused(LaunchFailure.passing(LaunchStage.LOGS, inDirectory(e)));
        }
    }

    private String inDirectory(IOException problem) {
        return "in " + directory + ": " + problem.getMessage();
    }
}
