package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.port.OpenPorts;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds the sockets that processes have open against the tables of their network namespaces.
 *
 * <p>Only names of links are read and no link is followed, so that nothing of a process is touched.
 */
public final class ProcPorts implements OpenPorts {
    /** Processes of an app that are looked at; the others are left out. */
    static final int MOST_PROCESSES = 1_000;
    /** Open descriptors that are looked at, of all processes of an app together. */
    static final int MOST_DESCRIPTORS = 10_000;
    /** Ports of an app that are told. */
    static final int MOST_PORTS = 1_000;

    private static final String SOCKET = "socket:[";
    private static final Comparator<OpenPort> BY_NUMBER = Comparator.comparingInt(OpenPort::port)
            .thenComparing(OpenPort::protocol)
            .thenComparing(OpenPort::address)
            .thenComparingInt(OpenPort::pid);

    private final Path proc;

    /** Of this host. */
    public ProcPorts() {
        this.proc = Path.of("/proc");
    }

    @Override
    public List<OpenPort> of(List<Integer> pids) {
        Map<String, Map<Long, Integer>> ownersByNamespace = new LinkedHashMap<>();
        int left = MOST_DESCRIPTORS;
        for (int pid : pids.subList(0, Math.min(pids.size(), MOST_PROCESSES))) {
            Map<Long, Integer> owners =
                    ownersByNamespace.computeIfAbsent(link(pid, "ns/net"), namespace -> new TreeMap<>());
            left -= addSockets(pid, left, owners);
        }
        List<OpenPort> ports = new ArrayList<>();
        ownersByNamespace.values().stream()
                .filter(owners -> !owners.isEmpty())
                .forEach(owners -> addPorts(owners, ports));
        ports.sort(BY_NUMBER);
        return List.copyOf(ports.subList(0, Math.min(ports.size(), MOST_PORTS)));
    }

    /** Notes who has which socket open, by its inode; returns how many descriptors were looked at. */
    private int addSockets(int pid, int most, Map<Long, Integer> owners) {
        int seen = 0;
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(process(pid).resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (seen++ >= most) {
                    break;
                }
                socket(link(descriptor)).ifPresent(inode -> owners.putIfAbsent(inode, pid));
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // It has ended.
            return seen;
        }
        return seen;
    }

    /** Any process of the namespace will do to see its tables; one may have ended by now. */
    private void addPorts(Map<Long, Integer> owners, List<OpenPort> ports) {
        Map<Integer, String> names = new HashMap<>();
        for (int pid : owners.values().stream().distinct().toList()) {
            Optional<List<SocketTable.Entry>> entries =
                    SocketTable.read(process(pid).resolve("net"), owners::containsKey);
            if (entries.isEmpty()) {
                continue;
            }
            for (SocketTable.Entry entry : entries.get()) {
                Integer owner = owners.get(entry.inode());
                if (owner != null && ports.size() < MOST_PORTS) {
                    String name = names.computeIfAbsent(owner, ProcPorts::name);
                    ports.add(new OpenPort(entry.protocol(), entry.address(), entry.port(), owner, name));
                }
            }
            return;
        }
    }

    private static String name(int pid) {
        try {
            return ProcStat.read(pid)
                    .map(stat -> stat.name().replaceAll("\\p{Cntrl}", "?"))
                    .orElse("?");
        } catch (IOException e) {
            return "?";
        }
    }

    private Path process(int pid) {
        return proc.resolve(Integer.toString(pid));
    }

    private String link(int pid, String name) {
        return link(process(pid).resolve(name));
    }

    private static String link(Path path) {
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<Long> socket(String target) {
        return target.startsWith(SOCKET) && target.endsWith("]")
                ? Optional.of(Long.valueOf(target.substring(SOCKET.length(), target.length() - 1)))
                : Optional.empty();
    }
}
