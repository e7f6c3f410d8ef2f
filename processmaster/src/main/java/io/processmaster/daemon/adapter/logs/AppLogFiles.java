package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.port.Accounts;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.LogFiles;
import io.processmaster.daemon.port.LogSizes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The log files of apps on this host; any thread may call. */
public final class AppLogFiles implements LogFiles, LogSizes {
    /** How much of standard error is kept with a run, in bytes. */
    public static final int MAX_STDERR_TAIL_BYTES = 64 * 1024;

    private final LogOpener opener;

    /** Asks {@code accounts} whose files an app may have. */
    public AppLogFiles(Accounts accounts) {
        opener = new LogOpener(accounts);
    }

    @Override
    public Handle openForAppend(AppSpec spec, Identity identity, Stream stream) throws LaunchRefused {
        Place place;
        try {
            place = Place.of(spec.process().workingDirectory(), LogPlaces.declared(spec.logs(), stream));
        } catch (PathRefused refused) {
            throw refusal(LaunchStage.LOGS, refused);
        }
        TrustedDirectory directory;
        try {
            directory = place.open();
        } catch (IOException failed) {
            throw refusal(place.inside() ? LaunchStage.WORKING_DIRECTORY : LaunchStage.LOGS, failed);
        }
        try (directory) {
            return directory.openAppend(place.relative(), identity);
        } catch (IOException failed) {
            throw refusal(LaunchStage.LOGS, failed);
        }
    }

    @Override
    public List<String> stderrTail(AppSpec spec, long from, int most) {
        Optional<Opened> opened = stderr(spec);
        if (opened.isEmpty() || most <= 0) {
            return List.of();
        }
        try (Opened file = opened.get()) {
            long size = FilePosix.status(file.handle()).size();
            // A smaller file was truncated during the run: all that is in it now is the run's.
            long start = Math.max(from > size ? 0 : Math.max(0, from), size - MAX_STDERR_TAIL_BYTES);
            boolean midLine = start > 0 && start != from;
            byte[] bytes = FileWindow.read(file.handle(), start, size);
            List<String> whole = new LogLines(midLine).all(bytes);
            List<String> lines = whole.isEmpty() ? new LogLines(false).all(bytes) : whole;
            return lines.subList(Math.max(0, lines.size() - most), lines.size()).stream()
                    .map(LogLines::plain)
                    .toList();
        } catch (IOException unreadable) {
            // The tail is an extra for people; a run's end is recorded without it.
            return List.of();
        }
    }

    @Override
    public long size(Handle log) {
        try {
            return FilePosix.status(log).size();
        } catch (IOException unknown) {
            // Then the tail of the run may begin with lines of the run before.
            return 0;
        }
    }

    @Override
    public long ownBytes(AppSpec spec) {
        try {
            Identity user = opener.user(spec);
            Set<String> paths = new LinkedHashSet<>();
            for (Stream stream : Stream.values()) {
                paths.add(LogPlaces.declared(spec.logs(), stream));
            }
            long bytes = 0;
            for (String path : paths) {
                Optional<Opened> opened = opener.find(spec, user, new LogFile(path, path, path));
                if (opened.isPresent()) {
                    try (Opened file = opened.get()) {
                        bytes += file.status().size();
                    }
                }
            }
            return bytes;
        } catch (PathRefused nobody) {
            return 0;
        }
    }

    @Override
    public List<LogFile> list(AppSpec spec) {
        List<LogFile> existing = new ArrayList<>();
        Identity user;
        try {
            user = opener.user(spec);
        } catch (PathRefused nobody) {
            return List.of();
        }
        for (LogFile file : LogPlaces.all(spec)) {
            opener.find(spec, user, file).ifPresent(opened -> {
                opened.close();
                existing.add(file);
            });
        }
        return List.copyOf(existing);
    }

    @Override
    public Handle openForRead(AppSpec spec, LogFile file) throws IOException {
        return opener.open(spec, opener.user(spec), file)
                .map(Opened::handle)
                .orElseThrow(() -> new PathRefused(file.declared() + ": no such file"));
    }

    private Optional<Opened> stderr(AppSpec spec) {
        String declared = spec.logs().stderr();
        try {
            return opener.find(spec, opener.user(spec), new LogFile(declared, declared, declared));
        } catch (PathRefused nobody) {
            return Optional.empty();
        }
    }

    private static LaunchRefused refusal(LaunchStage stage, IOException failed) {
        // What is wrong with a path stays wrong until a person acts; a full disk or a race may pass.
        return new LaunchRefused(
                failed instanceof PathRefused
                        ? LaunchFailure.permanent(stage, failed.getMessage())
                        : LaunchFailure.passing(stage, failed.getMessage()));
    }
}
