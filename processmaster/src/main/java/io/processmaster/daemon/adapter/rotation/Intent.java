package io.processmaster.daemon.adapter.rotation;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.rotation.Recovery;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is about to be done to a log, as the next daemon has to know it.
 *
 * @param workingDirectory of the app
 * @param declared path of the log
 * @param uid of the app's user
 * @param gid of the app's user
 * @param others as in {@link Site}
 * @param mode which rule names the copy
 * @param backups to keep, by size
 * @param time in the name, by time
 * @param log the file that is rotated
 * @param copy the file that it is copied to
 * @param dress owner, group and mode that the copy is to have
 */
record Intent(
        String workingDirectory,
        String declared,
        int uid,
        int gid,
        Set<String> others,
        RotationSpec.Mode mode,
        int backups,
        LocalDateTime time,
        FileId log,
        FileId copy,
        Dress dress) {
    /** A file, told apart from every other one that exists at the same time. */
    record FileId(long device, long inode) {
        static FileId of(FileStatus status) {
            return new FileId(status.device(), status.inode());
        }

        static FileId read(JsonObject json, String name) {
            return new FileId(json.integer(name + "_device"), json.integer(name + "_inode"));
        }
    }

    /** Owner, group and permission bits. */
    record Dress(int uid, int gid, int mode) {
        private static final int PERMISSIONS = 0777;

        // Set-id bits would turn what an app wrote into a program of somebody else's.
        static Dress of(FileStatus status) {
            return new Dress(status.uid(), status.gid(), status.mode() & PERMISSIONS);
        }
    }

    /** What was found on the disk. */
    record Found(Intent intent, Optional<Recovery.Mark> mark) {}

    Site site() throws PathRefused {
        Identity user = new Identity(uid, gid, List.of(), Integer.toString(uid), "/", "/bin/sh");
        return new Site(Place.of(workingDirectory, declared), user, others);
    }

    String text() {
        return JsonObject.builder()
                        .put("working_directory", workingDirectory)
                        .put("declared", declared)
                        .put("uid", uid)
                        .put("gid", gid)
                        .put("others", JsonArray.ofTexts(List.copyOf(others)))
                        .put("mode", mode.name().toLowerCase(Locale.ROOT))
                        .put("backups", backups)
                        .put("time", time.toString())
                        .put("log_device", log.device())
                        .put("log_inode", log.inode())
                        .put("copy_device", copy.device())
                        .put("copy_inode", copy.inode())
                        .put("owner", dress.uid())
                        .put("group", dress.gid())
                        .put("permissions", dress.mode())
                        .build()
                        .compact()
                + "\n";
    }

    /** Reads it with the mark behind it; the first mark counts, for later ones may have been made after the app went on. */
    static Found read(String text) throws IOException {
        List<String> lines = text.lines().toList();
        try {
            JsonObject json = JsonReader.readObject(lines.get(0));
            Intent intent = new Intent(
                    json.text("working_directory"),
                    json.text("declared"),
                    (int) json.integer("uid"),
                    (int) json.integer("gid"),
                    new HashSet<>(json.array("others").texts()),
                    RotationSpec.Mode.valueOf(json.text("mode").toUpperCase(Locale.ROOT)),
                    (int) json.integer("backups"),
                    LocalDateTime.parse(json.text("time")),
                    FileId.read(json, "log"),
                    FileId.read(json, "copy"),
                    new Dress((int) json.integer("owner"), (int) json.integer("group"), (int)
                            json.integer("permissions")));
            return new Found(intent, lines.stream().skip(1).findFirst().flatMap(Intent::mark));
        } catch (JsonException | DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }

    private static Optional<Recovery.Mark> mark(String line) {
        return switch (line) {
            case Intents.TRUNCATED -> Optional.of(Recovery.Mark.TRUNCATED);
            case Intents.KEPT -> Optional.of(Recovery.Mark.KEPT);
            default -> Optional.empty();
        };
    }
}
