package io.processmaster.daemon.control;

import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.api.SystemReport;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.names.AppName;
import java.util.Map;
import java.util.OptionalLong;

/** What somebody needs who shows others how things go on; any thread may call, and close what it has opened. */
public interface LiveApi {
    /**
     * The state of the apps.
     *
     * @param changed called when there may be changes; must not block
     */
    StatusFeed statuses(Runnable changed);

    /**
     * The journal.
     *
     * @param last how many of the events until now come first
     * @param arrived called at once and when there may be more; must not block
     */
    EventFeed events(int last, Runnable arrived);

    /** What each app that runs uses now, by name; processor time is the share since the last call. */
    Map<String, AppUsage> usage();

    /** When all apps were last looked at for their history, milliseconds since 1970; empty before the first time. */
    OptionalLong lookedAtMs();

    /** The rows of the app's history that were measured after {@code afterMs}; none when there is no such app. */
    UsageReport history(AppName app, long afterMs);

    /** The host. */
    SystemReport system() throws Refused;

    /** Which daemon this is. */
    ServerInfo server();

    /** The wall clock, milliseconds since 1970. */
    long nowMillis();
}
