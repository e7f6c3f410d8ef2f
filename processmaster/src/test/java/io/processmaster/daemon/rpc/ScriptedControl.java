package io.processmaster.daemon.rpc;

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
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.FollowSink;
import io.processmaster.daemon.control.LogQuery;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.StartOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * A control without a fleet: notes what it is asked and answers by name.
 *
 * <p>{@code ghost} is unknown, {@code bug} throws, names that begin with {@code bad} fail, {@code chatty} wrote
 * {@link #OUTPUT}, of {@code huge} there are {@link #HUGE} bytes to tell, everything else works.
 */
public final class ScriptedControl implements ControlApi {
    /** What {@code chatty} wrote before it ended. */
    public static final String OUTPUT = "password=hunter2";

    /** Of the answer that is too much to be read at once. */
    public static final int HUGE = 16 << 20;

    static final BuildInfo BUILD = new BuildInfo("1.0", "id", "then", "there");

    /** What was asked, in words. */
    public final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    final Semaphore followersBegun = new Semaphore(0);
    final Semaphore followersEnded = new Semaphore(0);
    private final Queue<FollowSink<EventEntry>> followers = new ConcurrentLinkedQueue<>();
    private final Queue<EventEntry> news = new ConcurrentLinkedQueue<>();

    static EventEntry event(long seq, String message) {
        return new EventEntry(seq, 1, "test", Optional.empty(), "happened", message, Map.of());
    }

    /** Hands an event to whoever follows, as another thread of the daemon would. */
    void publish(EventEntry entry) {
        news.add(entry);
        followers.forEach(FollowSink::wake);
    }

    private List<ActionResult> act(String what, Actor actor, List<String> names) throws Refused {
        asked.add(what + " " + names + " by " + actor.name());
        List<ActionResult> results = new ArrayList<>();
        for (String name : names) {
            check(name);
            results.add(
                    name.startsWith("bad")
                            ? ActionResult.failed(name, "stop_failed", "it would not")
                            : ActionResult.done(name, "done", "it is done"));
        }
        return results;
    }

    private List<AppStatus> tell(String what, List<String> names) throws Refused {
        asked.add(what + " " + names);
        for (String name : names) {
            check(name);
        }
        return List.of();
    }

    private static void check(String name) throws Refused {
        if (name.equals("ghost")) {
            throw Refused.unknownApps(List.of(name));
        }
        if (name.equals("bug")) {
            throw new IllegalStateException("scripted bug");
        }
    }

    @Override
    public List<AppStatus> status(List<String> names) throws Refused {
        return tell("status", names);
    }

    @Override
    public List<AppStatus> brief(List<String> names) throws Refused {
        return tell("brief", names);
    }

    @Override
    public List<ActionResult> start(Actor actor, List<String> names, StartOptions options) throws Refused {
        return act("start " + options, actor, names);
    }

    @Override
    public List<ActionResult> stop(Actor actor, List<String> names) throws Refused {
        return act("stop", actor, names);
    }

    @Override
    public List<ActionResult> restart(Actor actor, List<String> names, boolean force) throws Refused {
        return act("restart force=" + force, actor, names);
    }

    @Override
    public UpdateReport update(Actor actor, boolean dryRun, boolean strict) {
        asked.add("update dryRun=" + dryRun + " strict=" + strict);
        return new UpdateReport(List.of(), List.of());
    }

    @Override
    public List<ActionResult> enable(Actor actor, String name) throws Refused {
        return act("enable", actor, List.of(name));
    }

    @Override
    public List<ActionResult> disable(Actor actor, String name) throws Refused {
        return act("disable", actor, List.of(name));
    }

    @Override
    public List<ActionResult> pause(Actor actor, List<String> names) throws Refused {
        return act("pause", actor, names);
    }

    @Override
    public List<ActionResult> resume(Actor actor, List<String> names) throws Refused {
        return act("resume", actor, names);
    }

    @Override
    public List<ActionResult> signal(Actor actor, String name, Signal signal) throws Refused {
        return act("signal " + signal.fullName(), actor, List.of(name));
    }

    @Override
    public List<LogText> logs(LogQuery query) {
        asked.add("logs " + query);
        return List.of(new LogText("web", "stdout.log", List.of("hello"), Optional.empty()));
    }

    @Override
    public List<EventEntry> events(Optional<String> name, int n) {
        asked.add("events " + name + " " + n);
        return List.of(event(1, "first"));
    }

    @Override
    public List<RunRecord> history(String name, int n) {
        asked.add("history " + name + " " + n);
        OptionalLong none = OptionalLong.empty();
        RunRecord run = new RunRecord(
                name,
                1,
                "TEST",
                Optional.empty(),
                1,
                none,
                none,
                Optional.empty(),
                false,
                Optional.empty(),
                output(name));
        return name.equals("chatty") ? List.of(run) : List.of();
    }

    @Override
    public WhyReport why(String name) throws Refused {
        check(name);
        String summary = name.equals("huge") ? "it runs".repeat(HUGE / 7) : "it runs";
        return new WhyReport(name, "RUNNING", summary, List.of(), Optional.empty(), output(name));
    }

    private static List<String> output(String name) {
        return name.equals("chatty") ? List.of(OUTPUT) : List.of();
    }

    @Override
    public PerfReport perf(String name) throws Refused {
        check(name);
        return new PerfReport(name, "/cg/" + name, JsonObject.EMPTY);
    }

    @Override
    public UsageReport usage(String name) throws Refused {
        check(name);
        return new UsageReport(
                name, 10_000, List.of("tasks"), List.of(new UsageReport.Row(1, List.of(OptionalDouble.of(3)))));
    }

    @Override
    public DefinitionReport definition(String name) throws Refused {
        check(name);
        return new DefinitionReport(name, "/etc/" + name + ".yaml", false, List.of(), "application: " + name + "\n");
    }

    @Override
    public PortsReport ports(String name) throws Refused {
        check(name);
        return new PortsReport(name, List.of(new PortsReport.Port("tcp", "::", 80, 7, "nginx")));
    }

    @Override
    public List<AdminEntry> adminList() {
        asked.add("admin_list");
        return List.of(new AdminEntry("disk", "Disk usage", List.of("df", "-h")));
    }

    @Override
    public List<Integer> adminPs() {
        asked.add("admin_ps");
        return List.of(7, 8);
    }

    @Override
    public AdminStarted adminRun(Actor actor, String id) {
        asked.add("admin_run " + id + " by " + actor.name());
        return new AdminStarted(id, 7);
    }

    @Override
    public int adminKill(Actor actor) {
        asked.add("admin_kill by " + actor.name());
        return 2;
    }

    @Override
    public ServerInfo serverInfo() {
        return new ServerInfo(BUILD, 42, 5);
    }

    @Override
    public SystemReport system() {
        SystemReport.Space half = new SystemReport.Space(2048, 1024);
        return new SystemReport(
                "host", "6.1", 2, OptionalDouble.of(12.5), half, half, List.of(0.5, 0.25, 0.1), 9_000, 1);
    }

    /** Sends without a pause until the sink is closed. */
    @Override
    public void followLogs(LogQuery query, FollowSink<LogChunk> sink) throws Refused {
        check(query.app().orElse(""));
        sink.begin();
        followersBegun.release();
        LogChunk chunk = new LogChunk("web", "stdout.log", "x".repeat(4096) + "\n");
        boolean open = true;
        while (open) {
            open = sink.offer(chunk);
        }
        followersEnded.release();
    }

    /** Sends {@code n} events, then what {@link #publish} brings. */
    @Override
    public void followEvents(Optional<String> name, int n, FollowSink<EventEntry> sink) throws Refused {
        check(name.orElse(""));
        sink.begin();
        for (int i = 1; i <= n; i++) {
            sink.offer(event(i, "past"));
        }
        followers.add(sink);
        followersBegun.release();
        while (sink.await(Duration.ofMinutes(1))) {
            for (EventEntry next = news.poll(); next != null; next = news.poll()) {
                sink.offer(next);
            }
        }
        followers.remove(sink);
        followersEnded.release();
    }
}
