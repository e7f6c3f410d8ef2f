package io.processmaster.daemon.adapter.admin;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.AdminCgroup;
import io.processmaster.daemon.port.EndWatch;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.Launcher;
import io.processmaster.daemon.port.ProcessRef;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One cgroup, its processes, a launcher and a journal in memory. */
final class FakeAdminHost implements AdminCgroup, Launcher, EndWatch, AdminOutput, EventLog, TimeSource {
    static final String DEAD_PROGRAM = "/no/such/program";

    final List<LaunchOrder> orders = new ArrayList<>();
    final List<JournalEntry> entries = new ArrayList<>();
    final TreeSet<Integer> processes = new TreeSet<>();
    final List<String> steps = new ArrayList<>();
    boolean made;
    boolean survivesKills;
    boolean cannotWatch;
    long nanos = 1;
    private final Map<Integer, Consumer<ExitStatus>> followed = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private int lastPid = 100;
    private int openHandles;

    /** The first process of an action ends; others may live on. */
    void end(int pid, ExitStatus status) {
        leave(pid);
        followed.remove(pid).accept(status);
    }

    /** A process ends that nobody follows. */
    void leave(int pid) {
        processes.remove(pid);
        if (processes.isEmpty()) {
            List<Runnable> told = List.copyOf(waiting);
            waiting.clear();
            told.forEach(Runnable::run);
        }
    }

    int waits() {
        return waiting.size();
    }

    int openHandles() {
        return openHandles;
    }

    List<String> told() {
        return entries.stream().map(JournalEntry::event).toList();
    }

    private Handle handle(String what) {
        steps.add(what);
        openHandles++;
        return new Handle() {
            @Override
            public int fd() {
                return -1;
            }

            @Override
            public void close() {
                openHandles--;
            }
        };
    }

    @Override
    public Handle stdout(Identity root) {
        return handle("stdout");
    }

    @Override
    public Handle stderr(Identity root) {
        return handle("stderr");
    }

    @Override
    public void make() {
        steps.add("make");
        made = true;
    }

    @Override
    public Handle entrance() throws IOException {
        if (!made) {
            throw new IOException("open the cgroup: no such directory");
        }
        return handle("entrance");
    }

    @Override
    public boolean isPopulated() {
        return !processes.isEmpty();
    }

    @Override
    public List<Integer> pids() {
        return List.copyOf(processes);
    }

    @Override
    public int kill() {
        int count = processes.size();
        if (!survivesKills) {
            for (int pid : List.copyOf(processes)) {
                if (followed.containsKey(pid)) {
                    end(pid, ExitStatus.signalled(9, false));
                } else {
                    leave(pid);
                }
            }
        }
        return count;
    }

    @Override
    public void removeIfEmpty() {
        made &= isPopulated();
    }

    @Override
    public String path() {
        return "/cg/admin_actions";
    }

    @Override
    public ProcessRef launch(LaunchOrder order, Handle entrance, Handle stdout, Handle stderr) throws LaunchRefused {
        steps.add("launch");
        orders.add(order);
        if (order.command().get(0).equals(DEAD_PROGRAM)) {
            throw new LaunchRefused(LaunchFailure.permanent(
                    LaunchStage.EXECUTE, order.commandKey() + "[0] " + DEAD_PROGRAM + ": no such file"));
        }
        processes.add(++lastPid);
        return new ProcessRef(lastPid, lastPid);
    }

    @Override
    public void whenEnded(int pid, Consumer<ExitStatus> ended) throws IOException {
        if (cannotWatch) {
            throw new IOException("open pidfd: too many open files");
        }
        followed.put(pid, ended);
    }

    @Override
    public Wait whenEmptied(String cgroup, Runnable emptied) {
        waiting.add(emptied);
        return () -> waiting.remove(emptied);
    }

    @Override
    public JournalEntry append(
            Moment at,
            String component,
            Optional<AppName> app,
            String event,
            String message,
            Map<String, String> data) {
        JournalEntry entry =
                new JournalEntry(entries.size() + 1, at.epochMillis(), component, app, event, message, data);
        entries.add(entry);
        return entry;
    }

    @Override
    public List<JournalEntry> tail(Optional<AppName> app, int n) {
        return List.copyOf(entries);
    }

    @Override
    public Subscription subscribe(Optional<AppName> app, int n) {
        throw new UnsupportedOperationException("actions do not read the journal");
    }

    @Override
    public Moment now() {
        return new Moment(Instant.EPOCH, nanos);
    }

    @Override
    public String bootId() {
        return "boot";
    }
}
