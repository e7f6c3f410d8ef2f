package io.processmaster.daemon.adapter.kernel;

import io.processmaster.daemon.adapter.posix.PidFd;
import io.processmaster.daemon.adapter.posix.PosixException;
import io.processmaster.daemon.core.run.ExitStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Waits for the ends of processes and collects those that are children; for the kernel thread only. */
final class Exits {
    /** How long a foreign parent may take to collect its child before the exit is told as unknown. */
    static final Duration FOREIGN_PARENT_LIMIT = Duration.ofSeconds(5);

    private final KernelLoop loop;
    private final Set<Tracked> all = new HashSet<>();

    /** Waits in {@code loop}. */
    Exits(KernelLoop loop) {
        this.loop = loop;
    }

    /** Takes over {@code process} and tells how it ended, once, never from within this call. */
    Tracked track(PidFd process, Consumer<ExitStatus> ended) throws IOException {
        try {
            Tracked tracked = new Tracked(process, process.isChild(), ended);
            tracked.token = loop.add(process.fd(), tracked::news);
            all.add(tracked);
            return tracked;
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    /** Waits for nobody any more. */
    void close() {
        Set.copyOf(all).forEach(Tracked::drop);
    }

    /** One process that is waited for. */
    final class Tracked {
        private final PidFd process;
        private final boolean child;
        private Consumer<ExitStatus> ended;
        private long token;
        private boolean over;

        private Tracked(PidFd process, boolean child, Consumer<ExitStatus> ended) {
            this.process = process;
            this.child = child;
            this.ended = ended;
        }

        /** Nobody wants to know any more; a child is still collected when it ends. */
        void abandon() {
            ended = status -> {};
            if (!child) {
                drop();
            }
        }

        private void news(boolean hungUp) throws IOException {
            if (child) {
                collect();
            } else {
                consult(hungUp);
            }
        }

        private void collect() throws IOException {
            try {
                process.collect().ifPresent(this::finish);
            } catch (PosixException e) {
                if (e.errno() != PosixException.ECHILD) {
                    throw e;
                }
                finish(ExitStatus.UNKNOWN);
            }
        }

        /** The kernel knows how a foreign process ended only once its parent has collected it. */
        private void consult(boolean last) throws IOException {
            if (over) {
                return;
            }
            ExitStatus status;
            try {
                status = process.record();
            } catch (PosixException e) {
                finish(ExitStatus.UNKNOWN);
                return;
            }
            if (last || !status.equals(ExitStatus.UNKNOWN)) {
                finish(status);
                return;
            }
            loop.onlyHangUp(process.fd(), token);
            loop.after(FOREIGN_PARENT_LIMIT, () -> consult(true));
        }

        private void finish(ExitStatus status) {
            if (!over) {
                drop();
                ended.accept(status);
            }
        }

        private void drop() {
            over = true;
            all.remove(this);
            KernelLoop.tell(() -> loop.remove(process.fd(), token));
            process.close();
        }
    }
}
