package io.processmaster.daemon.control;

import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.api.SystemReport;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.fleet.AppView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Live views of this daemon, with processor shares of their own, so that a question in between does not bend them. */
final class LiveViews implements LiveApi {
    private final Controller.Parts parts;
    private final SystemSource system;
    private final AppStatuses statuses;

    /** Where the figures of the host come from. */
    @FunctionalInterface
    interface SystemSource {
        SystemReport report() throws Refused;
    }

    LiveViews(Controller.Parts parts, SystemSource system) {
        this.parts = parts;
        this.system = system;
        this.statuses = new AppStatuses(parts.cgroups(), parts.logs(), parts.provisioner(), parts.time());
    }

    @Override
    public StatusFeed statuses(Runnable changed) {
        return new FleetFeed(parts.fleet(), statuses::of, changed);
    }

    @Override
    public EventFeed events(int last, Runnable arrived) {
        return new JournalFeed(parts.events(), last, arrived);
    }

    @Override
    public Map<String, AppUsage> usage() {
        Map<String, AppUsage> usage = new LinkedHashMap<>();
        for (AppView app : parts.fleet().snapshot().apps()) {
            app.life().facts().ifPresent(facts -> usage.put(app.spec().name().text(), statuses.usage(app, facts)));
        }
        return usage;
    }

    @Override
    public OptionalLong lookedAtMs() {
        return parts.usage().newest().atMs();
    }

    @Override
    public UsageReport history(AppName app, long afterMs) {
        return parts.usage().report(app, afterMs);
    }

    @Override
    public SystemReport system() throws Refused {
        return system.report();
    }

    @Override
    public ServerInfo server() {
        return parts.server();
    }

    @Override
    public long nowMillis() {
        return parts.time().now().epochMillis();
    }
}
