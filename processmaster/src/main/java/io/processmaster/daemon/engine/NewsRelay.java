package io.processmaster.daemon.engine;

import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.KernelWatch;
import java.util.concurrent.atomic.AtomicReference;

/** Passes the kernel's news on to the loop; exists before the loop does, because the watch needs a listener to be made. */
public final class NewsRelay implements KernelWatch.Listener {
    private final AtomicReference<SupervisorLoop> loop = new AtomicReference<>();

    void connect(SupervisorLoop target) {
        loop.set(target);
    }

    @Override
    public void emptied(RunId id) {
        tell(id, new AppEvent.Emptied(id.number()));
    }

    @Override
    public void mainExited(RunId id, ExitStatus status) {
        tell(id, new AppEvent.MainExited(id.number(), status));
    }

    private void tell(RunId id, AppEvent event) {
        SupervisorLoop target = loop.get();
        if (target == null) {
            throw new IllegalStateException("cannot happen: news of " + id + " before anything was watched");
        }
        target.news(id.app(), event);
    }
}
