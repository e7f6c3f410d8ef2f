package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of root's that attackers try to have read, written or given away; it remembers what it was like. */
final class Decoy {
    /** What only root may know; nothing that a daemon shows or writes may contain it. */
    static final String SECRET = "the-words-of-root";

    private final Path path;
    private final Map<Path, List<Object>> before;

    private Decoy(Path path) {
        this.path = path;
        this.before = look();
    }

    /** Makes one below {@code home} with files of the names that logs have, readable for root only. */
    static Decoy in(DaemonHome home) throws IOException {
        Path path = home.directory("decoy");
        for (String name : List.of("stdout.log", "stderr.log", "token")) {
            Path file = Files.writeString(path.resolve(name), SECRET + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return new Decoy(path);
    }

    /** The directory. */
    Path path() {
        return path;
    }

    /** One of its files. */
    Path file(String name) {
        return path.resolve(name);
    }

    /** Fails when anything in it was made, changed, given away or removed. */
    void assertUntouched() {
        assertThat(look()).isEqualTo(before);
    }

    private Map<Path, List<Object>> look() {
        Map<Path, List<Object>> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.toList()) {
                Map<String, Object> facts = Files.readAttributes(
                        each, "unix:uid,gid,mode,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                String text = Files.isRegularFile(each) ? Files.readString(each) : "";
                found.put(each, List.of(Map.copyOf(facts), text));
            }
        } catch (IOException e) {
            throw new AssertionError("cannot look at " + path, e);
        }
        return found;
    }
}
