package io.processmaster.daemon.adapter.provision;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.daemon.adapter.files.MarkerFile;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.HostUsers;
import io.processmaster.daemon.port.Provisioner;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Provisions on disk, a few apps at a time. */
public final class DiskProvisioner implements Provisioner, AutoCloseable {
    /** How many apps are provisioned at the same time. */
    static final int MOST_AT_ONCE = 4;

    private static final int IDLE_SECONDS = 10;
    private static final Result SHUTTING_DOWN = new Result(false, "the daemon is shutting down");
    private static final Result ANOTHER =
            new Result(false, "an older list of entries is still being carried out (pmctl update, once it is done)");

    private final TimeSource time;
    private final HostUsers users = new HostUsers();
    private final Map<AppName, Job> underWay = new HashMap<>();
    private final ThreadPoolExecutor threads;
    private boolean closed;

    /** Without threads until there is something to do. */
    public DiskProvisioner(TimeSource time) {
        this.time = time;
        threads = new ThreadPoolExecutor(
                MOST_AT_ONCE, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "pm-provision");
                    // A file system that does not answer must not keep the daemon from ending.
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    private record Job(String directory, List<ProvisioningEntry> entries, CompletableFuture<Result> result) {
        boolean isFor(AppSpec app) {
            return directory.equals(app.process().workingDirectory()) && entries.equals(app.provisioning());
        }
    }

    @Override
    public Need need(AppSpec app) throws IOException {
        if (app.provisioning().isEmpty()) {
            return Need.NOTHING;
        }
        try (TrustedDirectory directory = TrustedDirectory.open(app.process().workingDirectory())) {
            MarkerFile marker = new MarkerFile(directory, MARKER);
            if (!marker.exists()) {
                return Need.PROVISION;
            }
            Optional<String> text = marker.read();
            return text.filter(known -> Marker.isOfOther(known, app.provisioning()))
                            .isPresent()
                    ? Need.DONE_DIFFERENTLY
                    : Need.DONE;
        }
    }

    @Override
    public boolean isMarked(AppSpec app) {
        try (TrustedDirectory directory = TrustedDirectory.open(app.process().workingDirectory())) {
            return new MarkerFile(directory, MARKER).exists();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized CompletableFuture<Result> provision(AppSpec app) {
        if (closed) {
            return CompletableFuture.completedFuture(SHUTTING_DOWN);
        }
        Job before = underWay.get(app.name());
        if (before != null) {
            return before.isFor(app) ? before.result() : CompletableFuture.completedFuture(ANOTHER);
        }
        Job job = new Job(app.process().workingDirectory(), app.provisioning(), new CompletableFuture<>());
        underWay.put(app.name(), job);
        threads.execute(() -> {
            Result result = carryOut(app);
            done(app.name());
            job.result().complete(result);
        });
        return job.result();
    }

    private synchronized void done(AppName app) {
        underWay.remove(app);
    }

    private Result carryOut(AppSpec app) {
        try (TrustedDirectory directory = TrustedDirectory.open(app.process().workingDirectory())) {
            MarkerFile marker = new MarkerFile(directory, MARKER);
            if (marker.exists()) {
                return new Result(true, "was done already");
            }
            EntrySteps steps = new EntrySteps(directory, users);
            List<ProvisioningEntry> entries = app.provisioning();
            each(entries, steps::checkSetId);
            int given = each(entries, steps::carryOut);
            marker.create(Marker.text(entries, time.now().epochMillis()));
            int count = entries.size();
            return new Result(
                    true, count + (count == 1 ? " entry" : " entries") + " carried out, owners changed: " + given);
        } catch (IOException e) {
            return new Result(false, e.getMessage());
        } catch (RuntimeException e) {
            // A bug here must not leave the one who waits without an answer.
            return new Result(false, "internal error: " + e);
        }
    }

    private interface Step {
        int take(ProvisioningEntry entry) throws IOException;
    }

    /** The sum of what a step returns for each entry; the failure of one says which. */
    private static int each(List<ProvisioningEntry> entries, Step step) throws IOException {
        int sum = 0;
        for (int i = 0; i < entries.size(); i++) {
            try {
                sum += step.take(entries.get(i));
            } catch (IOException e) {
                throw new PathRefused("provisioning[" + i + "]: " + e.getMessage());
            }
        }
        return sum;
    }

    /** Ends what is under way, without waiting for it: what was not finished is begun anew next time. */
    @Override
    public void close() {
        List<Job> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(underWay.values());
        }
        threads.shutdownNow();
        left.forEach(job -> job.result().complete(SHUTTING_DOWN));
    }
}
