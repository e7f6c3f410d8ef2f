package io.processmaster.daemon.rpc.handler;

import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.rpc.Handler;
import java.util.List;

/** All handlers of the protocol. */
public final class Handlers {
    private Handlers() {}

    /** One for each method. */
    public static List<Handler> all(ControlApi control) {
        return List.of(
                new HelloHandler(control),
                new StatusHandler(control),
                new StartHandler(control),
                new StopHandler(control),
                new RestartHandler(control),
                new UpdateHandler(control),
                new EnableHandler(control),
                new DisableHandler(control),
                new LogsHandler(control),
                new EventsHandler(control),
                new HistoryHandler(control),
                new WhyHandler(control),
                new PerfHandler(control),
                new PauseHandler(control),
                new ResumeHandler(control),
                new SignalHandler(control),
                new AdminListHandler(control),
                new AdminPsHandler(control),
                new AdminRunHandler(control),
                new AdminKillHandler(control),
                new ServerVersionHandler(control),
                new UsageHandler(control),
                new DefinitionHandler(control),
                new PortsHandler(control),
                new SystemHandler(control),
                new LogsFollowHandler(control),
                new EventsFollowHandler(control));
    }
}
