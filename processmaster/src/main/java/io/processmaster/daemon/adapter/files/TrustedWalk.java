package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FileOwner;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Goes from the root of the file system to a directory, one component at a time; follows links of root only. */
final class TrustedWalk {
    private static final int MAX_LINKS = 40;
    private static final int MAX_COMPONENTS = 4096;

    private final String goal;
    private final Deque<String> ahead = new ArrayDeque<>();
    private FileHandle here;
    private FileStatus status;
    private String path = "";
    private boolean rootOnly = true;
    private int links;

    private TrustedWalk(String goal) throws IOException {
        this.goal = goal;
        here = root();
        status = FilePosix.status(here);
    }

    /**
     * Where a walk ended.
     *
     * @param directory open by {@link FilePosix#O_PATH}
     * @param status of the directory
     * @param rootOnly whether nobody but root can exchange any entry of root on the way, this directory's included
     */
    record Arrival(FileHandle directory, FileStatus status, boolean rootOnly) {}

    /** Goes to an absolute path. */
    static Arrival to(String absolute) throws IOException {
        if (!absolute.startsWith("/") || absolute.indexOf('\0') >= 0) {
            throw new PathRefused(Wording.printable(absolute) + ": is not an absolute path");
        }
        TrustedWalk walk = new TrustedWalk(absolute);
        boolean arrived = false;
        try {
            walk.push(absolute);
            walk.go();
            arrived = true;
            return new Arrival(walk.here, walk.status, walk.rootOnly);
        } finally {
            if (!arrived) {
                walk.here.close();
            }
        }
    }

    private static FileHandle root() throws FileFault {
        return FilePosix.open(FilePosix.AT_FDCWD, "/", FilePosix.O_PATH | FilePosix.O_DIRECTORY, 0, 0);
    }

    private void push(String names) throws PathRefused {
        List<String> parts = List.of(names.split("/"));
        for (int i = parts.size() - 1; i >= 0; i--) {
            String part = parts.get(i);
            if (!part.isEmpty() && !part.equals(".")) {
                ahead.push(part);
            }
        }
        if (ahead.size() > MAX_COMPONENTS) {
            throw new PathRefused(goal + ": has more than " + MAX_COMPONENTS + " components");
        }
    }

    private void go() throws IOException {
        rootOnly = status.keepsEntriesOfRoot();
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            FileHandle next = open(name);
            boolean taken = false;
            try {
                FileStatus found = FilePosix.status(next);
                String at = path + "/" + name;
                if (found.kind() == FileKind.DIRECTORY) {
                    enter(next, found, name.equals("..") ? parentOf(path) : at);
                    taken = true;
                } else if (found.kind() == FileKind.LINK) {
                    follow(next, found, at);
                } else {
                    throw new PathRefused(at + ": is " + found.kind().words() + ", not a directory");
                }
            } finally {
                if (!taken) {
                    next.close();
                }
            }
        }
    }

    private FileHandle open(String name) throws IOException {
        int named = FilePosix.O_PATH | FilePosix.O_NOFOLLOW;
        try {
            try {
                // Asking for a directory makes an automounter do its work.
                return FilePosix.open(here.fd(), name, named | FilePosix.O_DIRECTORY, 0, 0);
            } catch (FileFault fault) {
                if (fault.errno() != FileFault.ENOTDIR) {
                    throw fault;
                }
                return FilePosix.open(here.fd(), name, named, 0, 0);
            }
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.ENOENT) {
                throw new PathRefused(path + "/" + name + ": no such directory (create it)");
            }
            throw Wording.explain(path + "/" + name, fault);
        }
    }

    private void enter(FileHandle directory, FileStatus found, String at) {
        here.close();
        here = directory;
        status = found;
        path = at;
        rootOnly &= found.keepsEntriesOfRoot();
    }

    private void follow(FileHandle link, FileStatus found, String at) throws IOException {
        if (!trusted(found)) {
            throw new PathRefused(at + ": is a symbolic link owned by user " + FileOwner.name(found.uid())
                    + ", in a directory of user " + FileOwner.name(status.uid())
                    + "; only links of root that nobody else can exchange are followed (give the real path)");
        }
        if (++links > MAX_LINKS) {
            throw new PathRefused(goal + ": goes through more than " + MAX_LINKS + " links");
        }
        String target = FilePosix.linkTarget(link);
        if (target.startsWith("/")) {
            FileHandle root = root();
            here.close();
            here = root;
            status = FilePosix.status(root);
            path = "";
        }
        push(target);
    }

    // Where others can write, a link of root with a second name could have been put there by one of them.
    private boolean trusted(FileStatus link) {
        return link.uid() == 0 && status.keepsEntriesOfRoot() && (link.links() == 1 || !status.writableByOthers());
    }

    private static String parentOf(String path) {
        return path.isEmpty() ? "" : path.substring(0, path.lastIndexOf('/'));
    }
}
