package io.processmaster.daemon.control;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.AdminEntry;
import io.processmaster.common.api.AdminStarted;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.DefinitionReport;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.LogChunk;
import io.processmaster.common.api.LogText;
import io.processmaster.common.api.PerfReport;
import io.processmaster.common.api.PortsReport;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.api.SystemReport;
import io.processmaster.common.api.UpdateReport;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.api.WhyReport;
import io.processmaster.common.units.Signal;
import java.util.List;
import java.util.Optional;

/**
 * What a person may ask of the daemon; callable from any thread, each call blocks until it is done.
 *
 * <p>Names come as they were typed: {@code all} and unknown names are dealt with behind this interface. A request with
 * an unknown name throws {@link Refused} of kind UNKNOWN_APP before anything is done. What happens to each single app
 * is told by its {@link ActionResult}, one per app and sorted by name, failures included.
 */
public interface ControlApi {
    /** State of the named apps, sorted by name; of all when there are no names. */
    List<AppStatus> status(List<String> names) throws Refused;

    /** The same for a table of many: with {@code AppPlace.UNTOLD} for where they live. */
    List<AppStatus> brief(List<String> names) throws Refused;

    /** Starts; an app that runs is a success. */
    List<ActionResult> start(Actor actor, List<String> names, StartOptions options) throws Refused;

    /** Stops and returns when the kernel calls the cgroups empty; each result carries how it went. */
    List<ActionResult> stop(Actor actor, List<String> names) throws Refused;

    /** Ends one run and starts one; {@code force} includes disabled apps. */
    List<ActionResult> restart(Actor actor, List<String> names, boolean force) throws Refused;

    /** Reloads the definitions; {@code dryRun} only tells, {@code strict} applies nothing when anything is wrong. */
    UpdateReport update(Actor actor, boolean dryRun, boolean strict) throws Refused;

    /** Writes {@code global.enabled: true} into the file and starts. */
    List<ActionResult> enable(Actor actor, String name) throws Refused;

    /** Writes {@code global.enabled: false} into the file and stops. */
    List<ActionResult> disable(Actor actor, String name) throws Refused;

    /** Freezes. */
    List<ActionResult> pause(Actor actor, List<String> names) throws Refused;

    /** Thaws. */
    List<ActionResult> resume(Actor actor, List<String> names) throws Refused;

    /** Sends a signal to every process of the app. */
    List<ActionResult> signal(Actor actor, String name, Signal signal) throws Refused;

    /** The last lines of log files. */
    List<LogText> logs(LogQuery query) throws Refused;

    /** The last {@code n} events, oldest first; of one app when a name is given. */
    List<EventEntry> events(Optional<String> name, int n) throws Refused;

    /** The last {@code n} runs, newest first. */
    List<RunRecord> history(String name, int n) throws Refused;

    /** Why the app is as it is. */
    WhyReport why(String name) throws Refused;

    /** The kernel's figures of the app. */
    PerfReport perf(String name) throws Refused;

    /** What the app used over the last hour; without rows when it never ran, or the console is off. */
    UsageReport usage(String name) throws Refused;

    /** The definition in force, with all defaults; what may be a secret is hidden. */
    DefinitionReport definition(String name) throws Refused;

    /** The ports that the app's processes listen on; none when it does not run. */
    PortsReport ports(String name) throws Refused;

    /** The admin actions, in the order of the configuration. */
    List<AdminEntry> adminList();

    /** The processes of all admin actions, ascending. */
    List<Integer> adminPs() throws Refused;

    /** Starts an admin action; an unknown id is refused with UNKNOWN_ACTION. */
    AdminStarted adminRun(Actor actor, String id) throws Refused;

    /** Kills all processes of admin actions and returns how many there were, once the kernel says that none is left. */
    int adminKill(Actor actor) throws Refused;

    /** Which daemon this is. */
    ServerInfo serverInfo();

    /** The host; the share of its processors is that since the last look, whoever looked. */
    SystemReport system() throws Refused;

    /** Streams log text until the sink is closed; refuses before {@link FollowSink#begin} or not at all. */
    void followLogs(LogQuery query, FollowSink<LogChunk> sink) throws Refused;

    /** Streams the last {@code n} events and each new one until the sink is closed; refuses as the above. */
    void followEvents(Optional<String> name, int n, FollowSink<EventEntry> sink) throws Refused;
}
