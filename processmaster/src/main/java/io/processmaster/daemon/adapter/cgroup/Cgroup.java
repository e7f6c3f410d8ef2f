package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.KernelDirectory;
import io.processmaster.daemon.adapter.posix.KernelText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One directory of the cgroup v2 file system and the kernel's files in it.
 *
 * @param path absolute path
 */
record Cgroup(Path path) {
    private static final String PROCESSES = "cgroup.procs";
    private static final String EVENTS = "cgroup.events";

    /** Whether it exists. */
    boolean exists() {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The cgroup of that name directly below. */
    Cgroup child(String name) {
        return new Cgroup(path.resolve(name));
    }

    /** The cgroups directly below; none when it does not exist. */
    List<Cgroup> children() throws IOException {
        List<Cgroup> children = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(path, entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))) {
            entries.forEach(entry -> children.add(new Cgroup(entry)));
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return children;
    }

    /** Whether it has that file, which depends on controllers and kernel. */
    boolean has(String file) {
        return Files.exists(path.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }

    /** The content of one of its files; empty when there is no such file or cgroup. */
    Optional<String> read(String file) throws IOException {
        Path source = path.resolve(file);
        try {
            return Optional.of(new String(Files.readAllBytes(source), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // Removed between open and read.
            if (!exists()) {
                return Optional.empty();
            }
            throw new IOException("read " + source + ": " + reason(e), e);
        }
    }

    /** Writes {@code text} to one of its files, never creating it. */
    void write(String file, String text) throws IOException {
        Path target = path.resolve(file);
        try {
            Files.write(target, text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("write " + text + " to " + target + ": " + reason(e), e);
        }
    }

    /** Whether a process is in it or below it; false when it does not exist. */
    boolean isPopulated() throws IOException {
        Optional<String> events = read(EVENTS);
        if (events.isEmpty() && !exists()) {
            return false;
        }
        return switch (events.flatMap(text -> field(text, "populated")).orElse("")) {
            case "0" -> false;
            case "1" -> true;
            default ->
                throw new IOException("read " + path.resolve(EVENTS) + ": it does not say whether it is populated");
        };
    }

    /** The processes in it and below it, ascending. */
    NavigableSet<Integer> pids() throws IOException {
        if (KernelDirectory.isLeaf(path.toString())) {
            return ownPids();
        }
        NavigableSet<Integer> pids = new TreeSet<>();
        for (Cgroup child : children()) {
            pids.addAll(child.pids());
        }
        pids.addAll(ownPids());
        return pids;
    }

    /** The processes in it, but not those below it, ascending. */
    NavigableSet<Integer> ownPids() throws IOException {
        try {
            return numbers(KernelText.all(path + "/" + PROCESSES));
        } catch (FileFault e) {
            // A threaded cgroup, which an app may make for itself, lists its processes in the cgroup above it only.
            boolean none =
                    e.errno() == FileFault.ENOENT || e.errno() == FileFault.ENODEV || e.errno() == FileFault.EOPNOTSUPP;
            if (!none) {
                throw e;
            }
            return new TreeSet<>();
        }
    }

    private static NavigableSet<Integer> numbers(byte[] lines) {
        NavigableSet<Integer> numbers = new TreeSet<>();
        int number = 0;
        for (byte c : lines) {
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
            } else {
                // 0 is a process that only another process namespace can see.
                if (number > 0) {
                    numbers.add(number);
                }
                number = 0;
            }
        }
        return numbers;
    }

    /** The words of one of its files as a set, such as its controllers. */
    Set<String> words(String file) throws IOException {
        Set<String> words = new TreeSet<>(List.of(read(file).orElse("").strip().split("\\s+")));
        words.remove("");
        return words;
    }

    /** The value after {@code key} in a file of lines such as {@code key value}. */
    static Optional<String> field(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst();
    }

    /** The kernel's words for what went wrong, without the path that Java puts before them. */
    static String reason(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "no such file";
        }
        if (problem instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(problem.getMessage());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
