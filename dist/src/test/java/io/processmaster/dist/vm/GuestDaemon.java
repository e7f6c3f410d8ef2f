package io.processmaster.dist.vm;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.api.WhyReport;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.Method;
import io.processmaster.dist.Await;
import io.processmaster.dist.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The daemon of a machine, run by its systemd from the assembled tree, and asked over its socket. */
final class GuestDaemon {
    /** How long anything may take in a machine on a busy host. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String SOCKET = "/run/processmaster/processmaster.sock";
    private static final int MANY = 1000;

    private final VirtualMachine machine;
    private final CgroupInGuest cgroup;

    /** The one of {@code machine}, whose apps are to live below {@code cgroup}. */
    GuestDaemon(VirtualMachine machine, CgroupInGuest cgroup) {
        this.machine = machine;
        this.cgroup = cgroup;
    }

    /** Makes the unit; nothing runs yet. */
    void install() {
        machine.run("ln -s " + Tree.root() + " /opt/processmaster && mkdir -p /etc/processmaster/config.d &&"
                        + " cp /opt/processmaster/systemd/processmaster.service /etc/systemd/system/ &&"
                        + " systemctl daemon-reload")
                .expect(0);
    }

    /** Starts it with these lines in the section {@code cgroup} of its configuration; its apps outlive it. */
    void start(String... cgroupKeys) {
        String yaml = "global: {config_directory: config.d, on_shutdown: leave}\n" + "web_console: {enabled: true}\n"
                + "cgroup:\n  name: " + cgroup.name() + "\n"
                + String.join("\n", cgroupKeys).indent(2);
        machine.run(writing("/etc/processmaster/config.yaml", yaml) + "systemctl start processmaster")
                .expect(0);
    }

    /** Ends it in good order, which leaves its apps alone. */
    void stop() {
        machine.run("systemctl stop processmaster").expect(0);
    }

    /** Its process. */
    String pid() {
        return machine.run("systemctl show -P MainPID processmaster").expect(0).stdout();
    }

    /** Writes the definition of an app that runs {@code script} by {@code sh -c} in a directory of its own. */
    GuestDaemon define(String app, String script, String... moreYaml) {
        String yaml = "process:\n  working_directory: " + directory(app) + "\n  start_command: [/bin/sh, -c, '"
                + script.replace("'", "''") + "']\n" + String.join("\n", moreYaml) + "\n";
        machine.run("mkdir -p " + directory(app) + "\n" + writing("/etc/processmaster/config.d/" + app + ".yaml", yaml))
                .expect(0);
        return this;
    }

    /** Where an app works. */
    static String directory(String app) {
        return "/srv/" + app;
    }

    /** Removes all definitions, and returns once nothing is left of the apps. */
    void removeApps() {
        machine.run("rm -f /etc/processmaster/config.d/*").expect(0);
        update();
        Await.until(
                "all apps are gone",
                LIMIT,
                () -> machine.run("ls -d " + cgroup.path() + "/*/").exit() != 0,
                () -> machine.run("ls " + cgroup.path()).toString());
    }

    /** Takes all definitions into force. */
    void update() {
        ask(Method.UPDATE, JsonObject.builder().put("strict", true).build());
    }

    /** Asks for {@code method} for one app; fails when it was not done. */
    ActionResult act(Method method, String app) {
        ActionResult result = ask(method, names(app))
                .array("results")
                .objects(ActionResult::fromJson)
                .get(0);
        if (!result.ok()) {
            throw new AssertionError("not done: " + result);
        }
        return result;
    }

    /** What status says of an app. */
    AppStatus status(String app) {
        return ask(Method.STATUS, names(app))
                .array("apps")
                .objects(AppStatus::fromJson)
                .get(0);
    }

    /** Returns once the app is in that phase. */
    AppStatus awaitPhase(String app, String phase) {
        Await.until(
                app + " is " + phase, LIMIT, () -> status(app).life().phase().equals(phase), () -> status(app)
                        .toString());
        return status(app);
    }

    /** Its main process. */
    long mainPid(String app) {
        return awaitPhase(app, "RUNNING").life().mainPid().orElseThrow();
    }

    /** Its newest finished run. */
    Optional<RunRecord> lastRun(String app) {
        return ask(
                        Method.HISTORY,
                        JsonObject.builder().put("name", app).put("n", MANY).build())
                .array("runs")
                .objects(RunRecord::fromJson)
                .stream()
                .findFirst();
    }

    /** Why it is as it is. */
    WhyReport why(String app) {
        return WhyReport.fromJson(ask(Method.WHY, name(app)));
    }

    /** The kernel's figures of an app as the daemon tells them. */
    JsonObject figures(String app) {
        return ask(Method.PERF, name(app)).object("figures");
    }

    /** The events of an app, oldest first. */
    List<EventEntry> events(String app) {
        return ask(
                        Method.EVENTS,
                        JsonObject.builder().put("name", app).put("n", MANY).build())
                .array("events")
                .objects(EventEntry::fromJson);
    }

    private static JsonObject name(String app) {
        return JsonObject.builder().put("name", app).build();
    }

    private static JsonObject names(String app) {
        return JsonObject.builder()
                .put("names", JsonArray.ofTexts(List.of(app)))
                .build();
    }

    private JsonObject ask(Method method, JsonObject params) {
        BuildInfo build = BuildInfo.current();
        JsonObject hello = JsonObject.builder()
                .put("build_id", build.buildId())
                .put("build_time", build.buildTime())
                .put("build_host", build.buildHost())
                .build();
        String answer = machine.run("python3 " + Tree.machines().resolve("guest/ask.py") + " " + SOCKET + " <<'END'\n"
                        + request(1, Method.HELLO, hello) + "\n" + request(2, method, params) + "\nEND")
                .expect(0)
                .stdout();
        JsonObject reply = JsonReader.readObject(answer.lines().toList().get(1));
        return reply.findObject("result").orElseThrow(() -> new AssertionError(method.wireName() + ": " + answer));
    }

    private static String request(int id, Method method, JsonObject params) {
        return JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", method.wireName())
                .put("params", params)
                .build()
                .compact();
    }

    private static String writing(String file, String text) {
        return "cat >" + file + " <<'END'\n" + text + "\nEND\n";
    }
}
