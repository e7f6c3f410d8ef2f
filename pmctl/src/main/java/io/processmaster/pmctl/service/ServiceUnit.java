package io.processmaster.pmctl.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The administrator's unit file for the daemon, as long as this program wrote it; others are never touched. */
final class ServiceUnit {
    private static final String MARK =
            "# Written by pmctl service install, which replaces it; changes belong into a drop-in"
                    + " (systemctl edit processmaster).";
    private static final String USUAL_PLACE = "/opt/processmaster";
    private static final String START = "ExecStart=";

    private final Path file;

    ServiceUnit(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** What it says now, if it is there; refuses one that somebody else wrote. */
    Optional<String> text() throws Refusal {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file);
            if (!text.startsWith(MARK)) {
                throw new Refusal(file + " was not written by pmctl service install (move it away first)");
            }
            return Optional.of(text);
        } catch (IOException e) {
            throw new Refusal("reading " + file + ": " + e.getMessage(), e);
        }
    }

    /** The program that it starts, if it is there. */
    Optional<String> program() throws Refusal {
        return text().flatMap(text -> text.lines()
                .filter(line -> line.startsWith(START))
                .map(line -> line.substring(START.length()).split(" ", -1)[0])
                .findFirst());
    }

    /** What it has to say for a tree. */
    static String textFor(InstalledTree tree) throws Refusal {
        try {
            String template = Files.readString(tree.unitTemplate());
            return MARK + "\n" + template.replace(USUAL_PLACE, tree.root().toString());
        } catch (IOException e) {
            throw new Refusal("reading " + tree.unitTemplate() + ": " + e.getMessage(), e);
        }
    }

    /** Writes it as a whole or not at all. */
    void write(String text) throws Refusal {
        Path part = file.resolveSibling(".processmaster.service.new");
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Refusal("writing " + file + ": " + e + " (run it as root)", e);
        }
    }

    void delete() throws Refusal {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new Refusal("removing " + file + ": " + e + " (run it as root)", e);
        }
    }
}
