package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code PeersMain TREE PM2 RESULTS [--quick] [STAGE...]}: ProcessMaster beside supervisord and PM2, in one run. */
public final class PeersMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int PLACES = 3;
    private static final String QUICK = "--quick";

    private PeersMain() {}

    /** As {@code bench/peers} calls it. */
    public static void main(String[] args) throws Exception {
        Map<String, PeerStage> all = stages();
        List<String> wanted = new ArrayList<>(List.of(args).subList(Math.min(PLACES, args.length), args.length));
        boolean quick = wanted.remove(QUICK);
        if (args.length < PLACES || !all.keySet().containsAll(wanted)) {
            System.err.println("usage: bench/peers [" + QUICK + "] [" + String.join("|", all.keySet()) + "]...");
            System.exit(USAGE);
        }
        try {
            compare(
                    new PeerTools(Path.of(args[0]), Path.of(args[1])),
                    Path.of(args[2]),
                    new Effort(quick),
                    wanted.isEmpty() ? List.copyOf(all.keySet()) : wanted);
        } catch (IOException e) {
            System.err.println("bench/peers: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static Map<String, PeerStage> stages() {
        Map<String, PeerStage> all = new LinkedHashMap<>();
        all.put("boot", new BootStage());
        all.put("start", new StartStage());
        all.put("single", new SingleStage());
        all.put("look", new LookStage());
        all.put("tree", new TreeStage());
        all.put("output", new OutputStage());
        all.put("footprint", new FootprintStage());
        return all;
    }

    private static String shares(Comparison comparison) {
        String shares =
                CommandShares.markdown(comparison, PeerKind.PROCESSMASTER.title(), PeerKind.SUPERVISORD.title());
        return shares.isEmpty() ? "" : shares + "\n";
    }

    private static void compare(PeerTools tools, Path results, Effort effort, List<String> names) throws Exception {
        long begun = System.nanoTime();
        String host = HostFacts.describe() + PeerVersions.describe(tools);
        System.out.println(host);
        Comparison comparison = new Comparison(PeerKind.titles());
        for (PeerKind kind : PeerKind.values()) {
            tools.missing(kind).ifPresent(reason -> comparison.absent(kind.title(), reason));
        }
        for (String name : names) {
            System.err.println("bench: " + name);
            stages().get(name).measure(tools, effort, comparison);
        }
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        String text = comparison.markdown() + "\n"
                + shares(comparison) + comparison.details() + "\nTook " + seconds + " s"
                + (effort.quick() ? ", with too few rounds for figures that say anything" : "")
                + "; load after the end " + HostFacts.load() + ".\n";
        System.out.print(text);
        Files.createDirectories(results);
        String day = LocalDate.now(ZoneOffset.UTC).toString();
        Path picture = Files.writeString(
                results.resolve("peers-" + day + ".svg"),
                SvgBars.draw(day + ": medians, and of counts the worst; shorter is better", comparison));
        Path file = Files.writeString(
                results.resolve(day + ".md"),
                host + "\n\n" + text + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        System.out.println("appended to " + file + ", drawn in " + picture);
    }
}
