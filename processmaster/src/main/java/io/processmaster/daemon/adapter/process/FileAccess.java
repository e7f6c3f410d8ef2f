package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.core.launch.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What an identity may do with a file by owner, group and mode; access lists and security modules are not looked at. */
final class FileAccess {
    private static final int READ = 4;
    private static final int EXECUTE = 1;
    private static final int ANY_EXECUTE = 0111;
    private static final int ROOT = 0;

    private final Identity identity;

    /** Judges for {@code identity}. */
    FileAccess(Identity identity) {
        this.identity = identity;
    }

    /** The first directory on the way to {@code path} that it may not pass, if any. */
    Optional<Path> barrier(Path path) {
        Path way = path.getRoot();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            way = way.resolve(path.getName(i));
            if (Files.isDirectory(way) && !mayExecute(way)) {
                return Optional.of(way);
            }
        }
        return Optional.empty();
    }

    /** Whether it may execute a file or pass a directory. */
    boolean mayExecute(Path path) {
        return allows(path, EXECUTE);
    }

    /** Whether it may read a file. */
    boolean mayRead(Path path) {
        return allows(path, READ);
    }

    private boolean allows(Path path, int right) {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(path, "unix:mode,uid,gid");
        } catch (IOException e) {
            return false;
        }
        int mode = (Integer) attributes.get("mode");
        if (identity.uid() == ROOT) {
            return right == READ || Files.isDirectory(path) || (mode & ANY_EXECUTE) != 0;
        }
        if (identity.uid() == (Integer) attributes.get("uid")) {
            return (mode >> 6 & right) != 0;
        }
        int gid = (Integer) attributes.get("gid");
        boolean member = identity.gid() == gid || identity.groups().contains(gid);
        return ((member ? mode >> 3 : mode) & right) != 0;
    }
}
