package io.processmaster.dist.vm;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.dist.Await;
import io.processmaster.dist.Outcome;
import io.processmaster.dist.Tree;
import java.time.Duration;
import java.util.List;

/** The daemon in a virtual machine, installed as the documentation says, under systemd. */
final class InstalledUnit {
    /** How long systemd may take to bring something about; a busy host makes a guest ten times slower. */
    static final Duration PATIENCE = Duration.ofSeconds(100);

    /** Of runs and events, more than a test brings about. */
    private static final int ALL = 1000;

    private static final String DEFINITIONS = "/etc/processmaster/config.d/";
    private static final String CGROUPS = "/sys/fs/cgroup/processmaster/";

    private final VirtualMachine machine;

    /** Not installed yet. */
    InstalledUnit(VirtualMachine machine) {
        this.machine = machine;
    }

    /**
     * Installs it from the assembled tree, and starts it.
     *
     * @param preparations commands between the installation and the start, such as for definitions and configuration
     */
    void install(String... preparations) {
        List<String> documented = DocumentedCommands.of("operations.md", "## Install");
        int last = documented.size() - 1;
        machine.run("cd " + Tree.source()
                        + "\nset -e\n"
                        // Building is the host's.
                        + String.join("\n", documented.subList(1, last)) + "\n" + String.join("\n", preparations) + "\n"
                        + documented.get(last))
                .expect(0);
    }

    /** The command that sets {@code on_shutdown}. */
    static String onShutdown(String value) {
        return "sed -i 's/on_shutdown: .*/on_shutdown: " + value + "/' /etc/processmaster/config.yaml";
    }

    /** The commands that define an app that runs a command of the shell; more keys may follow. */
    static String define(String app, String script, String... more) {
        return """
               mkdir -p /srv/%1$s
               cat >%2$s%1$s.yaml <<'END'
               process:
                 working_directory: /srv/%1$s
                 start_command: [/bin/sh, -c, '%3$s']
               %4$s
               END"""
                .formatted(app, DEFINITIONS, script, String.join("\n", more));
    }

    /** Runs {@code systemctl} and wants it to work. */
    Outcome systemctl(String arguments) {
        return machine.run("systemctl " + arguments).expect(0);
    }

    /** A property of the unit, as {@code systemctl show} tells it. */
    String property(String name) {
        return systemctl("show --value -p " + name + " processmaster").stdout().strip();
    }

    /** Runs pmctl. */
    Outcome pmctl(String arguments) {
        return machine.run("pmctl " + arguments);
    }

    /** The app as {@code pmctl status --format json} shows it. */
    JsonObject status(String app) {
        return pmctl("status " + app + " --format json")
                .expect(0)
                .json()
                .array("apps")
                .objects(object -> object)
                .get(0);
    }

    /** The runs of an app, newest first. */
    List<RunRecord> runs(String app) {
        return listed("history " + app, "runs").objects(RunRecord::fromJson);
    }

    /** What happened to an app, oldest first. */
    List<EventEntry> events(String app) {
        return listed("events " + app, "events").objects(EventEntry::fromJson);
    }

    /** What happened, oldest first. */
    List<EventEntry> events() {
        return listed("events", "events").objects(EventEntry::fromJson);
    }

    private JsonArray listed(String command, String name) {
        return pmctl(command + " -n " + ALL + " --format json").expect(0).json().array(name);
    }

    /** The processes of an app as the kernel lists them, with the times at which they were started, one to a line. */
    String processes(String app) {
        // One that ends between the list and the look at it is left out.
        return machine.run("for pid in $(cat " + CGROUPS + app + "/cgroup.procs 2>/dev/null); do"
                        + " start=$(cut -d' ' -f22 /proc/$pid/stat 2>/dev/null) && echo $pid $start; done; true")
                .expect(0)
                .stdout();
    }

    /** Returns once the kernel lists processes of the app. */
    void awaitProcesses(String app) {
        await(app + " has processes", () -> !processes(app).isEmpty());
    }

    /** Returns once a daemon with another pid than that is ready. */
    void awaitDaemonAfter(String pid) {
        await(
                "a daemon other than " + pid + " is ready",
                () -> !property("MainPID").equals(pid)
                        && property("ActiveState").equals("active"));
    }

    /** Waits for what takes systemd, or the daemon, a while. */
    void await(String what, Await.Condition condition) {
        Await.until(what, PATIENCE, condition, () -> machine.run(
                        "systemctl status processmaster; journalctl -n 30; pmctl status")
                .toString());
    }
}
