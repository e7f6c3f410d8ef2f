package io.processmaster.daemon.adapter.state;

import io.processmaster.daemon.adapter.disk.DurableFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps unreadable versions of a file beside it, as {@code NAME.corrupt-MILLISECONDS}, for a person to look at. */
final class Quarantine {
    /** How many are kept. */
    static final int KEPT = 5;

    private static final int MAX_TRIES = 100;

    private final Path file;
    private final Pattern form;

    Quarantine(Path file) {
        this.file = file;
        this.form = Pattern.compile(Pattern.quote(file.getFileName() + ".corrupt-") + "[0-9]{1,18}");
    }

    /** Moves the file aside, whatever it is; the oldest beyond the limit go. */
    Path moveAside(long epochMillis) throws IOException {
        Path aside = freeName(epochMillis);
        Files.move(file, aside);
        DurableFile.syncDirectory(file.getParent());
        prune();
        return aside;
    }

    /** Gives the file a second name, so that replacing it loses nothing; the oldest beyond the limit go. */
    Path keepAside(long epochMillis) throws IOException {
        Path aside = freeName(epochMillis);
        Files.createLink(aside, file);
        prune();
        return aside;
    }

    private Path freeName(long epochMillis) throws IOException {
        long first = Math.max(0, epochMillis);
        for (int i = 0; i < MAX_TRIES; i++) {
            Path aside = file.resolveSibling(file.getFileName() + ".corrupt-" + (first + i));
            if (Files.notExists(aside, LinkOption.NOFOLLOW_LINKS)) {
                return aside;
            }
        }
        throw new IOException("no free name beside " + file);
    }

    private void prune() throws IOException {
        List<Path> kept = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent())) {
            for (Path candidate : all) {
                if (form.matcher(candidate.getFileName().toString()).matches() && Files.isRegularFile(candidate)) {
                    kept.add(candidate);
                }
            }
        }
        kept.sort(Comparator.comparingLong(Quarantine::millis));
        for (Path oldest : kept.subList(0, Math.max(0, kept.size() - KEPT))) {
            Files.deleteIfExists(oldest);
        }
    }

    private static long millis(Path aside) {
        String name = aside.getFileName().toString();
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
    }
}
