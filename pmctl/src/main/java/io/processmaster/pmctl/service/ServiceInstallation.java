package io.processmaster.pmctl.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Installs the daemon of a tree as a service of systemd, and removes it again. Each step may be repeated.
 *
 * <p>What it did, or found done, is a list of lines for a person. It never touches what a package installed.
 */
public final class ServiceInstallation {
    private static final String NAME = "processmaster.service";
    private static final String PRIVATE = "rw-------";

    private final Host host;
    private final InstalledTree tree;
    private final ServiceUnit unit;
    private final List<String> done = new ArrayList<>();

    /** Of that tree on that host; nothing happens yet. */
    public ServiceInstallation(Host host, InstalledTree tree) {
        this.host = host;
        this.tree = tree;
        this.unit = new ServiceUnit(host.unit());
    }

    /** Writes the unit and, unless they are there, configuration and directory of definitions; enables it. */
    public List<String> install(boolean start) throws Refusal {
        checkHost();
        tree.check();
        String wanted = ServiceUnit.textFor(tree);
        Optional<String> before = unit.text();
        if (before.equals(Optional.of(wanted))) {
            done.add(unit.file() + " is up to date");
        } else {
            unit.write(wanted);
            done.add((before.isPresent() ? "replaced " : "wrote ") + unit.file());
        }
        configuration();
        Programs.Ended archive = Programs.run(List.of(tree.archiveMaker().toString()));
        done.add(archive.exit() == 0 ? "made the class archive" : "no class archive: " + archive.output());
        systemctl("daemon-reload");
        systemctl("enable", NAME);
        done.add("enabled " + NAME);
        if (start) {
            start();
        }
        return List.copyOf(done);
    }

    private void start() throws Refusal {
        if (isActive()) {
            done.add("it runs already; to let this version take over without touching an app:"
                    + " systemctl kill --kill-who=main -s USR1 " + NAME);
            return;
        }
        systemctl("start", NAME);
        done.add("started " + NAME);
    }

    private void configuration() throws Refusal {
        try {
            Files.createDirectories(host.definitions());
            if (Files.exists(host.config())) {
                done.add("kept " + host.config());
                return;
            }
            Files.createFile(
                    host.config(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
            Files.write(host.config(), Files.readAllBytes(tree.configTemplate()));
            done.add("wrote " + host.config());
        } catch (IOException e) {
            throw new Refusal("writing " + host.config() + ": " + e, e);
        }
    }

    /** Stops the daemon, as its configuration says, and removes the unit. */
    public List<String> uninstall() throws Refusal {
        checkHost();
        if (unit.text().isEmpty()) {
            return List.of("nothing to do: there is no " + unit.file());
        }
        systemctl("disable", "--now", NAME);
        unit.delete();
        systemctl("daemon-reload");
        return List.of(
                "stopped and disabled " + NAME,
                "removed " + unit.file(),
                "left alone: " + tree.root() + ", " + host.config().resolveSibling("") + ", "
                        + host.root().resolve("var/lib/processmaster")
                        + ", and apps, where global.on_shutdown is leave");
    }

    /** What is installed. */
    public List<String> status() throws Refusal {
        Optional<Path> packaged = host.unitOfPackage();
        Optional<String> program = packaged.isPresent() ? Optional.empty() : unit.program();
        String unitLine = packaged.map(path -> path + ", from a package")
                .or(() -> program.map(started -> unit.file() + ", for " + started))
                .orElse("not installed");
        if (packaged.isEmpty() && program.isEmpty()) {
            return List.of("unit     " + unitLine);
        }
        return List.of("unit     " + unitLine, "at boot  " + ask("is-enabled"), "now      " + ask("is-active"));
    }

    /** Whether the daemon runs as a unit. */
    public boolean isActive() throws Refusal {
        return host.runsSystemd() && ask("is-active").equals("active");
    }

    private String ask(String question) throws Refusal {
        if (!host.runsSystemd()) {
            return "this host does not run systemd";
        }
        return Programs.run(List.of(host.systemctl(), question, NAME)).output();
    }

    private void checkHost() throws Refusal {
        if (host.unitOfPackage().isPresent()) {
            throw new Refusal("a package has installed " + host.unitOfPackage().get()
                    + " (use the package manager and systemctl)");
        }
        if (!host.runsSystemd()) {
            throw new Refusal("this host does not run systemd (have your init run " + tree.launcher()
                    + " -c FILE in the foreground)");
        }
    }

    private void systemctl(String... words) throws Refusal {
        List<String> command = new ArrayList<>(List.of(host.systemctl()));
        command.addAll(List.of(words));
        Programs.expect(command);
    }
}
