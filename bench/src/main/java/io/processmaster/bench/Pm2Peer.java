package io.processmaster.bench;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PM2 of its own, with its own PM2_HOME, configured well. */
final class Pm2Peer extends Peer {
    private static final String ROTATOR = "pm2-logrotate";

    private final Path installed;
    private Path pidOfRotator;

    /** With the directory into which npm has put it. */
    Pm2Peer(Site site, Path installed) {
        super(site);
        this.installed = installed;
    }

    static Path program(Path installed) {
        return installed.resolve("node_modules/pm2/bin/pm2");
    }

    @Override
    void define(Apps apps) throws IOException {
        Path script = script(apps);
        Files.createDirectory(home());
        // With it the greeting of the first start is left out.
        Files.createFile(home().resolve("touch"));
        if (apps.rotated()) {
            useRotator();
        }
        List<JsonObject> all = new ArrayList<>();
        for (int i = 0; i < apps.count(); i++) {
            all.add(app("app-" + i, script));
        }
        Files.writeString(
                definitions(),
                JsonObject.builder()
                        .put("apps", JsonArray.of(all, app -> app))
                        .build()
                        .compact());
    }

    private JsonObject app(String name, Path script) {
        return JsonObject.builder()
                .put("name", name)
                .put("script", "/bin/sh")
                .put("args", JsonArray.ofTexts(List.of(script.toString())))
                .put("interpreter", "none")
                .put("exec_mode", "fork")
                .put("cwd", home().toString())
                .put("out_file", home().resolve(name + ".log").toString())
                .put("error_file", home().resolve(name + ".err").toString())
                .put("treekill", true)
                .put("restart_delay", 0)
                .put("max_restarts", 1000)
                .put("vizion", false)
                .build();
    }

    /** As {@code pm2 install pm2-logrotate} leaves it, and the shortest interval that it takes. */
    private void useRotator() throws IOException {
        if (!Files.exists(installed.resolve("node_modules").resolve(ROTATOR))) {
            throw new IOException(ROTATOR + " is not installed");
        }
        Path module = Files.createDirectories(home().resolve("modules").resolve(ROTATOR));
        Files.createSymbolicLink(module.resolve("node_modules"), installed.resolve("node_modules"));
        Files.writeString(
                home().resolve("module_conf.json"),
                """
                {"pm2-logrotate": {"max_size": "10M", "retain": "50", "workerInterval": "1"},
                 "module-db-v2": {"pm2-logrotate": {}}}
                """);
        pidOfRotator = home().resolve("pids/" + ROTATOR + "-0.pid");
    }

    @Override
    void boot() throws IOException, InterruptedException {
        // The daemon is a child of the first command and stays in the cgroup of that.
        finish(site().start(pm2("daemon", List.of("ping"))));
    }

    @Override
    Optional<List<String>> launch() {
        return Optional.of(List.of("start", definitions().toString()));
    }

    @Override
    ProcessBuilder command(List<String> words) throws IOException {
        return pm2("commands", words.equals(List.of("status")) ? List.of("ls") : words);
    }

    private ProcessBuilder pm2(String group, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(program(installed).toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(site().within(group, command));
        builder.environment().put("PM2_HOME", home().toString());
        builder.environment().put("PM2_KILL_SIGNAL", "SIGTERM");
        builder.environment().put("PM2_DISABLE_VERSION_CHECK", "true");
        return builder;
    }

    @Override
    List<String> lastLines(String app) {
        return List.of("logs", app, "--nostream", "--lines", Integer.toString(LogLines.SHOWN));
    }

    @Override
    List<Long> daemons() throws IOException {
        List<Long> pids = new ArrayList<>(List.of(pid(home().resolve("pm2.pid"))));
        if (pidOfRotator != null) {
            pids.add(pid(pidOfRotator));
        }
        return pids;
    }

    private static long pid(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    @Override
    Path group() {
        return site().home().cgroup().resolve("daemon");
    }

    @Override
    List<Path> logs(String app) throws IOException {
        try (Stream<Path> all = Files.list(home())) {
            List<Path> files = new ArrayList<>(
                    all.filter(file -> file.getFileName().toString().matches(app + "__.*\\.log"))
                            .sorted()
                            .toList());
            Path log = home().resolve(app + ".log");
            if (Files.exists(log)) {
                files.add(log);
            }
            return files;
        }
    }

    private Path home() {
        return site().home().work("pm2");
    }

    private Path definitions() {
        return home().resolve("apps.json");
    }
}
