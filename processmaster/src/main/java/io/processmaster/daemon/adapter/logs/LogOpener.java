package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Links;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.port.Accounts;
import io.processmaster.daemon.port.LogFiles.LogFile;
import java.io.IOException;
import java.util.Optional;

/** Opens what an app's definition names for reading, by the rules of {@link TrustedDirectory}. */
final class LogOpener {
    private final Accounts accounts;

    LogOpener(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Opens one file.
     *
     * @param user from {@link #user}
     * @return empty when it does not exist
     * @throws IOException with a message that names the path and what it is
     */
    Optional<Opened> open(AppSpec spec, Identity user, LogFile file) throws IOException {
        Place place = LogPlaces.place(spec, file);
        try (TrustedDirectory directory = place.open()) {
            return directory.openRead(place.relative(), user, LogPlaces.links(spec, file));
        }
    }

    /**
     * The rotated files of one file.
     *
     * @return empty when its directory does not exist, or when it is a hint, which its app rotates in its own way
     * @throws IOException with a message that names the path and what it is
     */
    Optional<RotatedFiles> rotated(AppSpec spec, Identity user, LogFile file) throws IOException {
        if (LogPlaces.links(spec, file) == Links.BENEATH) {
            return Optional.empty();
        }
        Place place = LogPlaces.place(spec, file);
        try (TrustedDirectory directory = place.open()) {
            return directory
                    .openFolderOf(place.relative(), user)
                    .map(folder -> new RotatedFiles(
                            folder, place.name(), spec.logs().rotation().mode()));
        }
    }

    /** As {@link #open}, where a reason why not is of no use. */
    Optional<Opened> find(AppSpec spec, Identity user, LogFile file) {
        try {
            return open(spec, user, file);
        } catch (IOException notViewable) {
            return Optional.empty();
        }
    }

    /** Whom the app runs as. */
    Identity user(AppSpec spec) throws PathRefused {
        try {
            return accounts.identityOf(spec.process());
        } catch (LaunchRefused refused) {
            throw new PathRefused(refused.failure().reason());
        }
    }
}
