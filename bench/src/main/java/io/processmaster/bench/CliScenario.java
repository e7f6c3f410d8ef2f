package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The command line as a person waits for it: both forms of pmctl, in turn, with few apps and with many. */
final class CliScenario implements Scenario {
    private static final int ROUNDS = 30;
    private static final int MANY = 100;

    @Override
    public void measure(Site site, Consumer<Row> results) throws Exception {
        site.home().define(0, 1, true, site.sleeper());
        compare(site, 1, List.of("status"), results);
        site.home().define(1, MANY, true, site.sleeper());
        compare(site, MANY, List.of("status", "events", "logs app-0"), results);
    }

    private static void compare(Site site, int apps, List<String> questions, Consumer<Row> results) throws Exception {
        Daemon daemon = site.startDaemon();
        site.pulse().last(apps);
        daemon.connect().close();
        for (String words : questions) {
            inTurn(pmctl(site, results, words, apps == 1 ? "1 app" : apps + " apps"), results);
        }
        site.stopDaemon();
    }

    private static Map<String, List<String>> pmctl(Site site, Consumer<Row> results, String words, String named)
            throws IOException {
        Path inUse = site.tree().resolve("bin/pmctl");
        Path onJava = site.tree().resolve("libexec/pmctl-java");
        Map<String, List<String>> commands = new LinkedHashMap<>();
        if (Files.mismatch(inUse, onJava) >= 0) {
            commands.put("pmctl " + words + ", native form, " + named, command(site, inUse, words));
        } else {
            results.accept(Row.value("pmctl " + words + ", native form, " + named, "skipped: not built", ""));
        }
        commands.put("pmctl " + words + ", on Java, " + named, command(site, onJava, words));
        return commands;
    }

    private static List<String> command(Site site, Path program, String words) {
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "-s", site.home().socket().toString()));
        command.addAll(List.of(words.split(" ", -1)));
        return command;
    }

    /** One after the other and again, so that what else the host does hits all alike. */
    private static void inTurn(Map<String, List<String>> commands, Consumer<Row> results) throws Exception {
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> each : commands.entrySet()) {
                long begun = System.nanoTime();
                run(each.getValue());
                nanos.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(System.nanoTime() - begun);
            }
        }
        nanos.forEach((name, measured) -> results.accept(
                Row.durations(name, new Samples(measured), name.startsWith("pmctl status, native") ? "15 ms" : "")));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + ": ended with " + code);
        }
    }
}
