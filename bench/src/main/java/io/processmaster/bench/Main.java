package io.processmaster.bench;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code Main TREE RESULTS [SCENARIO...]}: measures, prints the results and appends them to a file of the day. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    /** As {@code bench/run} calls it. */
    public static void main(String[] args) throws Exception {
        Map<String, Scenario> all = scenarios();
        List<String> wanted = Arrays.asList(args).subList(Math.min(2, args.length), args.length);
        if (args.length < 2 || !all.keySet().containsAll(wanted)) {
            System.err.println("usage: bench/run [" + String.join("|", all.keySet()) + "]...");
            System.exit(USAGE);
        }
        try {
            measure(Path.of(args[0]), wanted.isEmpty() ? List.copyOf(all.keySet()) : wanted, Path.of(args[1]));
        } catch (IOException | DaemonUnreachable | RpcFailure e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void measure(Path tree, List<String> names, Path results) throws Exception {
        Map<String, Scenario> all = scenarios();
        String host = HostFacts.describe();
        System.out.println(host);
        Report report = new Report();
        for (String name : names) {
            System.err.println("bench: " + name);
            try (Site site = Site.open(tree)) {
                all.get(name).measure(site, report::add);
            }
        }
        String text = report.markdown() + "\nLoad after the end " + HostFacts.load() + ".\n";
        System.out.print(text);
        System.out.println("appended to " + keep(results, host + "\n\n" + text + "\n"));
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("crash", new CrashScenario());
        all.put("fleet", new FleetScenario());
        all.put("small", new SmallScenario());
        all.put("cli", new CliScenario());
        all.put("tree", new TreeScenario());
        all.put("rotate", new RotateScenario());
        return all;
    }

    private static Path keep(Path directory, String text) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(LocalDate.now(ZoneOffset.UTC) + ".md");
        return Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
