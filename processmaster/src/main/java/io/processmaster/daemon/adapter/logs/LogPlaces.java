package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.daemon.adapter.files.Links;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.port.LogFiles.LogFile;
import io.processmaster.daemon.port.LogFiles.Stream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which log files an app's definition names, by its text alone. */
final class LogPlaces {
    private LogPlaces() {}

    /** The path of one of the app's own output files, as declared. */
    static String declared(LogSpec logs, Stream stream) {
        return switch (stream) {
            case STDOUT -> logs.stdout();
            case STDERR -> logs.stderr();
            case STOP_COMMAND_STDOUT -> logs.stopCommandStdout();
            case STOP_COMMAND_STDERR -> logs.stopCommandStderr();
        };
    }

    /** All files that the definition names, own ones first, each once; a path that leads nowhere is left out. */
    static List<LogFile> all(AppSpec spec) {
        List<LogFile> files = new ArrayList<>();
        Set<Place> seen = new LinkedHashSet<>();
        for (String declared : own(spec.logs())) {
            add(files, seen, spec, declared, false);
        }
        for (String hint : spec.logs().hints()) {
            add(files, seen, spec, hint, true);
        }
        return files;
    }

    /** Whether a file is only a hint, which may be reached through links below the working directory. */
    static Links links(AppSpec spec, LogFile file) {
        return own(spec.logs()).contains(file.declared()) ? Links.REFUSED : Links.BENEATH;
    }

    /**
     * The place of a file that the definition names.
     *
     * @throws PathRefused when it names no such file
     */
    static Place place(AppSpec spec, LogFile file) throws PathRefused {
        boolean own = own(spec.logs()).contains(file.declared());
        if (!own && !spec.logs().hints().contains(file.declared())) {
            throw new PathRefused(file.declared() + ": is not a log file of " + spec.name());
        }
        return place(spec, file.declared(), !own);
    }

    private static Place place(AppSpec spec, String declared, boolean hint) throws PathRefused {
        Place place = Place.of(spec.process().workingDirectory(), declared);
        if (hint && !place.inside()) {
            throw new PathRefused(declared + ": is a hint that leads out of the working directory");
        }
        return place;
    }

    private static void add(List<LogFile> files, Set<Place> seen, AppSpec spec, String declared, boolean hint) {
        Place place;
        try {
            place = place(spec, declared, hint);
        } catch (PathRefused notViewable) {
            // A list for viewing leaves it out; opening it for the app tells the reason.
            return;
        }
        if (seen.add(place)) {
            files.add(new LogFile(declared, place.absolute(), place.name()));
        }
    }

    private static List<String> own(LogSpec logs) {
        return List.of(logs.stdout(), logs.stderr(), logs.stopCommandStdout(), logs.stopCommandStderr());
    }
}
