package io.processmaster.daemon.adapter.admin;

import io.processmaster.common.spec.AdminAction;
import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.units.FileMode;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.Accounts;
import io.processmaster.daemon.port.AdminActions;
import io.processmaster.daemon.port.AdminCgroup;
import io.processmaster.daemon.port.EndWatch;
import io.processmaster.daemon.port.EnvironmentSource;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.Launcher;
import io.processmaster.daemon.port.ProcessRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts actions in the cgroup that they share and forgets them but for their end, which the kernel thread tells: no
 * thread waits for an action.
 */
public final class AdminRunner implements AdminActions {
    /** How many actions may run that this daemon started. */
    static final int MOST_RUNNING = 32;

    /** How long the kernel may take to empty the cgroup after a kill. */
    static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private static final int MOST_NAMED = 10;

    private final List<AdminAction> actions;
    private final Path directory;
    private final AdminOutput output;
    private final Parts parts;
    private final AdminEvents events;
    private final Semaphore free = new Semaphore(MOST_RUNNING);

    /**
     * What it works with.
     *
     * @param cgroup where actions live
     * @param launcher starts them
     * @param ends tells their ends
     * @param accounts knows root
     * @param environment makes root's environment
     */
    public record Parts(
            AdminCgroup cgroup, Launcher launcher, EndWatch ends, Accounts accounts, EnvironmentSource environment) {}

    /**
     * Ready to run {@code actions}.
     *
     * @param directory absolute path of the daemon's working directory, in which actions run and leave their output
     */
    public AdminRunner(List<AdminAction> actions, Path directory, Parts parts, AdminEvents events) {
        this(actions, directory, new AdminLogs(directory), parts, events);
    }

    AdminRunner(List<AdminAction> actions, Path directory, AdminOutput output, Parts parts, AdminEvents events) {
        this.actions = List.copyOf(actions);
        this.directory = directory;
        this.output = output;
        this.parts = parts;
        this.events = events;
    }

    /** Takes note of what an earlier daemon started and what goes on; its end will be told, though not how it ended. */
    public void adopt() throws IOException {
        if (!parts.cgroup().isPopulated()) {
            return;
        }
        List<Integer> pids = parts.cgroup().pids();
        Map<String, Integer> found = ActionIds.of(pids);
        events.found(found.keySet(), pids);
        // Kept until the news comes or the daemon ends.
        var unused = parts.ends().whenEmptied(parts.cgroup().path(), () -> found.forEach(events::endedUnseen));
    }

    @Override
    public List<AdminAction> all() {
        return actions;
    }

    @Override
    public Started run(AdminAction action, String actor) {
        if (!free.tryAcquire()) {
            return new Started.Full(MOST_RUNNING);
        }
        boolean running = false;
        try {
            Moment began = events.now();
            int pid = launch(action).pid();
            running = true;
            events.started(action.id(), pid, actor);
            follow(action.id(), pid, began);
            return new Started.Running(pid);
        } catch (LaunchRefused e) {
            String reason = e.failure().reason();
            events.failed(action.id(), reason);
            return new Started.Failed(reason);
        } finally {
            if (!running) {
                free.release();
            }
        }
    }

    private ProcessRef launch(AdminAction action) throws LaunchRefused {
        ProcessSpec process = processOf(action);
        Identity root = parts.accounts().identityOf(process);
        List<String> environment = parts.environment().environmentOf(process, root);
        LaunchOrder order = new LaunchOrder(
                Optional.empty(),
                "admin_actions." + action.id() + ".command",
                process,
                action.command(),
                root,
                environment);
        try (Handle stdout = output.stdout(root);
                Handle stderr = output.stderr(root)) {
            parts.cgroup().make();
            try (Handle entrance = parts.cgroup().entrance()) {
                return parts.launcher().launch(order, entrance, stdout, stderr);
            }
        } catch (IOException e) {
            throw new LaunchRefused(LaunchFailure.passing(LaunchStage.CGROUP, e.getMessage()));
        }
    }

    private ProcessSpec processOf(AdminAction action) {
        return new ProcessSpec(
                directory.toString(),
                action.command(),
                Optional.empty(),
                Optional.empty(),
                List.of(new EnvironmentEntry(ActionIds.VARIABLE, action.id())),
                false,
                new FileMode(022),
                0,
                Map.of(),
                0,
                false);
    }

    private void follow(String id, int pid, Moment began) {
        try {
            parts.ends().whenEnded(pid, status -> ended(id, pid, began, status));
        } catch (IOException e) {
            // It runs, but nobody will tell of its end; its place must not be taken for ever.
            ended(id, pid, began, ExitStatus.UNKNOWN);
        }
    }

    private void ended(String id, int pid, Moment began, ExitStatus status) {
        free.release();
        events.ended(id, pid, status, began);
    }

    @Override
    public List<Integer> pids() throws IOException {
        return parts.cgroup().pids();
    }

    @Override
    public int kill() throws IOException {
        if (!parts.cgroup().isPopulated()) {
            return 0;
        }
        CompletableFuture<Void> emptied = new CompletableFuture<>();
        EndWatch.Wait wait = parts.ends().whenEmptied(parts.cgroup().path(), () -> emptied.complete(null));
        try {
            int killed = parts.cgroup().kill();
            emptied.get(KILL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return killed;
        } catch (TimeoutException e) {
            throw new IOException(
                    "kill " + parts.cgroup().path() + ": processes " + left() + " are there after "
                            + KILL_LIMIT.toSeconds() + " s (they hang in the kernel, or were started meanwhile)",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("kill " + parts.cgroup().path() + ": interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot happen: nothing completes it with a failure", e);
        } finally {
            wait.close();
        }
    }

    private List<Integer> left() throws IOException {
        return parts.cgroup().pids().stream().limit(MOST_NAMED).toList();
    }
}
