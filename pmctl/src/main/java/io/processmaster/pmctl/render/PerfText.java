package io.processmaster.pmctl.render;

import io.processmaster.common.api.PerfReport;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.pmctl.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The kernel's figures of an app in units that people read; {@code --format json} has all of them as they are. */
public final class PerfText {
    private static final String[][] MEMORY = {
        {"now", "memory.current"},
        {"peak", "memory.peak"},
        {"throttled above", "memory.high"},
        {"limit", "memory.max"},
        {"swapped out", "memory.swap.current"},
        {"swap limit", "memory.swap.max"}
    };
    private static final String[][] PARTS = {
        {"of programs", "anon"},
        {"of files", "file"},
        {"not written yet", "file_dirty"},
        {"shared", "shmem"},
        {"of the kernel", "kernel"},
        {"of sockets", "sock"}
    };
    private static final String[] PRESSURES = {"cpu", "memory", "io"};

    private PerfText() {}

    /** Appends a block for each resource, and what the host does not measure. */
    public static void append(StringBuilder out, PerfReport report) {
        out.append(Printable.line(report.application())).append("  ");
        out.append(Printable.line(report.cgroup())).append('\n');
        KernelFigures figures = new KernelFigures(report.figures());
        block(out, "Processor", processor(figures));
        block(out, "Memory", memory(figures));
        block(out, "Input and output", inputAndOutput(figures));
        block(out, "Tasks", tasks(figures));
        block(
                out,
                "Pressure (share of the last 10 s, 1 min and 5 min that was lost by waiting, and all of it)",
                pressure(figures));
        block(out, "Not measured", missing(figures));
    }

    private static void block(StringBuilder out, String title, Facts facts) {
        if (!facts.isEmpty()) {
            out.append('\n').append(title).append('\n');
            facts.append(out, 2);
        }
    }

    private static Facts processor(KernelFigures figures) {
        Facts facts = new Facts();
        for (String[] part :
                new String[][] {{"used", "usage_usec"}, {"in programs", "user_usec"}, {"in the kernel", "system_usec"}
                }) {
            figures.number("cpu.stat", part[1]).ifPresent(micros -> facts.add(part[0], micros(micros)));
        }
        if (figures.has("cpu.max")) {
            facts.add(
                    "limit",
                    figures.processors().map(limit -> limit + " processors").orElse("none"));
        }
        OptionalLong periods = figures.number("cpu.stat", "nr_periods");
        OptionalLong throttled = figures.number("cpu.stat", "nr_throttled");
        if (periods.orElse(0) > 0 && throttled.isPresent()) {
            facts.add(
                    "held back",
                    throttled.getAsLong() + " of " + periods.getAsLong() + " periods, "
                            + micros(
                                    figures.number("cpu.stat", "throttled_usec").orElse(0)));
        }
        return facts;
    }

    private static Facts memory(KernelFigures figures) {
        Facts facts = new Facts();
        for (String[] row : MEMORY) {
            if (figures.has(row[1])) {
                OptionalLong bytes = figures.number(row[1]);
                facts.add(row[0], bytes.isPresent() ? Figures.size(bytes.getAsLong()) : "none");
            }
        }
        for (String[] row : PARTS) {
            figures.number("memory.stat", row[1]).ifPresent(bytes -> facts.add(row[0], Figures.size(bytes)));
        }
        figures.number("memory.stat", "pgmajfault")
                .ifPresent(count -> facts.add("reads from disk", count + " page faults"));
        if (figures.has("memory.events")) {
            facts.add("events", events(figures.of("memory.events")));
        }
        return facts;
    }

    private static String events(Map<String, JsonValue> events) {
        List<String> words = new ArrayList<>();
        events.forEach((name, count) -> {
            if (!KernelFigures.literal(count).equals("0")) {
                words.add(name + " " + KernelFigures.literal(count));
            }
        });
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static Facts inputAndOutput(KernelFigures figures) {
        Facts facts = new Facts();
        figures.of("io.stat").forEach((device, value) -> {
            if (value instanceof JsonObject counts) {
                facts.add(
                        device,
                        "read " + amount(counts, "rbytes", "rios") + ", written " + amount(counts, "wbytes", "wios"));
            }
        });
        if (figures.has("io.stat") && facts.isEmpty()) {
            facts.add("none", "no device was read or written");
        }
        return facts;
    }

    private static String amount(JsonObject counts, String bytes, String operations) {
        return Figures.size(KernelFigures.number(counts.members().get(bytes)).orElse(0)) + " in "
                + KernelFigures.number(counts.members().get(operations)).orElse(0) + " operations";
    }

    private static Facts tasks(KernelFigures figures) {
        Facts facts = new Facts();
        figures.number("pids.current").ifPresent(count -> facts.add("now", Long.toString(count)));
        if (figures.has("pids.max")) {
            OptionalLong most = figures.number("pids.max");
            facts.add("limit", most.isPresent() ? Long.toString(most.getAsLong()) : "none");
        }
        return facts;
    }

    private static Facts pressure(KernelFigures figures) {
        Facts facts = new Facts();
        for (String resource : PRESSURES) {
            figures.of(resource + ".pressure").forEach((kind, value) -> {
                if (value instanceof JsonObject shares) {
                    facts.add(
                            resource + ", " + kind,
                            String.join(
                                    "  ",
                                    share(shares, "avg10"),
                                    share(shares, "avg60"),
                                    share(shares, "avg300"),
                                    micros(KernelFigures.number(shares.members().get("total"))
                                            .orElse(0))));
                }
            });
        }
        return facts;
    }

    private static String share(JsonObject shares, String name) {
        String literal = KernelFigures.literal(shares.members().get(name));
        return (literal.isEmpty() ? Figures.NONE : literal + "%");
    }

    private static Facts missing(KernelFigures figures) {
        Facts facts = new Facts();
        for (String[] file : new String[][] {
            {"cpu", "cpu.max"}, {"memory", "memory.current"}, {"io", "io.stat"}, {"pids", "pids.current"}
        }) {
            if (!figures.has(file[1])) {
                facts.add(file[0], "the " + file[0] + " controller is not available here");
            }
        }
        for (String resource : PRESSURES) {
            if (!figures.has(resource + ".pressure")) {
                facts.add(resource + " pressure", "the kernel does not account it (boot it with psi=1)");
            }
        }
        return facts;
    }

    private static String micros(long micros) {
        return Figures.span(micros / 1000);
    }
}
