package io.processmaster.daemon.adapter.rotation;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.rotation.RotatedName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a log is.
 *
 * @param place of the log
 * @param user whose files it may be
 * @param others names in the same directory that are files of the app too, and so are never taken for rotated ones
 */
record Site(Place place, Identity user, Set<String> others) {
    Site {
        others = Set.copyOf(others);
    }

    static Site of(AppSpec spec, String declared, Identity user) throws PathRefused {
        Place place = Place.of(spec.process().workingDirectory(), declared);
        Set<String> others = new HashSet<>();
        for (String other : own(spec.logs())) {
            add(others, spec, other, place);
        }
        for (String hint : spec.logs().hints()) {
            add(others, spec, hint, place);
        }
        others.remove(place.name());
        return new Site(place, user, others);
    }

    private static void add(Set<String> others, AppSpec spec, String declared, Place beside) {
        try {
            Place place = Place.of(spec.process().workingDirectory(), declared);
            if (directory(place).equals(directory(beside))) {
                others.add(place.name());
            }
        } catch (PathRefused leadsNowhere) {
            // It cannot be a file in this directory, then.
        }
    }

    private static String directory(Place place) {
        String path = place.absolute();
        return path.substring(0, path.length() - place.name().length());
    }

    /** The files of an app that are rotated, as declared, each once. */
    static List<String> own(LogSpec logs) {
        return List.of(logs.stdout(), logs.stderr(), logs.stopCommandStdout(), logs.stopCommandStderr());
    }

    /** The name of the log. */
    String name() {
        return place.name();
    }

    /** The name of a copy that is being made. */
    String copyName() {
        return RotatedName.ofCopy(name());
    }

    /** The name of a file that is being compressed. */
    String compressionName() {
        return RotatedName.ofCompression(name());
    }

    /** Holds its directory; empty when that does not exist. */
    Optional<HeldDirectory> hold() throws IOException {
        try (TrustedDirectory base = place.open()) {
            return base.holdParent(place.relative(), user);
        }
    }

    /** What there is of rotated files. */
    Rotated rotated(HeldDirectory directory) throws IOException {
        List<RotatedName> files = new ArrayList<>();
        Set<String> blocked = new HashSet<>();
        for (String text :
                directory.names(name -> RotatedName.parse(name(), name).isPresent())) {
            Optional<FileStatus> status = directory.look(text);
            if (others.contains(text) || (status.isPresent() && isDirectory(status.get()))) {
                blocked.add(text);
            } else if (status.isPresent()) {
                files.add(RotatedName.parse(name(), text).orElseThrow());
            }
        }
        return new Rotated(files, blocked);
    }

    private static boolean isDirectory(FileStatus status) {
        return status.kind() == FileKind.DIRECTORY;
    }

    /**
     * Entries with names of rotated files.
     *
     * @param files that may be renamed and removed; links and other things among them are never opened
     * @param blocked that may not
     */
    record Rotated(List<RotatedName> files, Set<String> blocked) {}
}
