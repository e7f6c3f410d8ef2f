package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.common.spec.MasterSpec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The cgroup that holds the cgroups of all apps.
 *
 * @param root a directory of a cgroup2 mount
 * @param path the master cgroup, below {@code root}
 */
public record MasterCgroup(Path root, Path path) {
    /**
     * Finds the root, makes the master cgroup and those above it, enables controllers and writes its limits.
     *
     * @throws IOException when the root is not cgroup2, or a limit needs a controller that is not there
     */
    public static MasterCgroup prepare(MasterSpec.Cgroup spec) throws IOException {
        Path root = CgroupMounts.read().root(spec.root());
        if (!Files.isDirectory(root)) {
            throw new IOException("cgroup.root " + root + ": no such directory");
        }
        Path path = root.resolve(spec.name()).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IOException("cgroup.name " + spec.name() + ": it leads out of " + root);
        }
        Controllers controllers = new Controllers(new Cgroup(root));
        Cgroup parent = new Cgroup(root);
        for (Path step : root.relativize(path)) {
            controllers.enableBelow(parent);
            Cgroup child = parent.child(step.toString());
            boolean made = make(child);
            if (child.path().equals(path)) {
                limit(spec, controllers, parent, child, made);
            }
            parent = child;
        }
        controllers.enableBelow(parent);
        return new MasterCgroup(root, path);
    }

    /** Removes it when nothing is below it any more; apps that were left running keep it. */
    public void removeIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (FileSystemException e) {
            // The kernel refuses while there are cgroups or processes in it, which is just what is wanted.
            return;
        }
    }

    private static void limit(
            MasterSpec.Cgroup spec, Controllers controllers, Cgroup parent, Cgroup master, boolean made)
            throws IOException {
        List<LimitFile> limits = LimitFile.of(spec);
        Optional<String> problem = controllers.problemWith(limits, parent);
        if (problem.isPresent()) {
            if (made) {
                Files.deleteIfExists(master.path());
            }
            throw new IOException(problem.get());
        }
        Controllers.write(limits, master);
    }

    /** Whether it was not there before: an earlier daemon may have made it. */
    private static boolean make(Cgroup cgroup) throws IOException {
        try {
            Files.createDirectory(cgroup.path());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new IOException("create " + cgroup + ": " + Cgroup.reason(e), e);
        }
    }
}
