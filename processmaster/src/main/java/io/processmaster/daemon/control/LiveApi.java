package io.processmaster.daemon.control;

import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.api.SystemReport;
import java.util.Map;

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

    /** The host. */
    SystemReport system() throws Refused;

    /** Which daemon this is. */
    ServerInfo server();

    /** The wall clock, milliseconds since 1970. */
    long nowMillis();
}
