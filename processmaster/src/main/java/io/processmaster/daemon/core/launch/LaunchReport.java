package io.processmaster.daemon.core.launch;

import java.util.List;

/** What became of a launch, by what the steps of a {@link Trampoline} wrote before their end of the status pipe was closed. */
public sealed interface LaunchReport {
    /** The most that a report may be, in bytes. */
    int MOST_BYTES = 4096;

    /** Something wrote what no step writes. */
    Failed TAMPERED = new Failed(LaunchStage.SPAWN, "the status of the launch was tampered with", 0);

    /** The program was executed. */
    record Executed() implements LaunchReport {}

    /**
     * A step failed and the process is gone or going.
     *
     * @param stage which one
     * @param detail in the words of what failed; may be empty
     * @param code for {@link LaunchStage#EXECUTE} only, as shells have it: 127 not found, 126 not executable; else 0
     */
    record Failed(LaunchStage stage, String detail, int code) implements LaunchReport {}

    /**
     * Reads the whole report of a {@link ShellTrampoline}. Until the line {@code ready} it comes from root, later lines come from the user's shell and
     * are only compared with what they may be.
     */
    static LaunchReport parse(String text) {
        List<String> lines = text.lines().toList();
        int ready = lines.indexOf("ready");
        if (ready < 0) {
            return asRoot(lines);
        }
        List<String> warnings = lines.subList(0, ready).stream()
                .filter(line -> isSaidBy(line, "nice"))
                .toList();
        if (!warnings.isEmpty()) {
            return new Failed(LaunchStage.PROCESS_LIMITS, Detail.of(warnings), 0);
        }
        return asUser(lines.subList(ready + 1, lines.size()));
    }

    private static LaunchReport asRoot(List<String> lines) {
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        if (last.equals("enter")) {
            return new Failed(LaunchStage.ENTER_CGROUP, Detail.of(lines.subList(0, lines.size() - 1)), 0);
        }
        if (last.startsWith("limits ")) {
            return new Failed(LaunchStage.PROCESS_LIMITS, last.substring("limits ".length()), 0);
        }
        if (anySaidBy(lines, "prlimit") || anySaidBy(lines, "nice")) {
            return new Failed(LaunchStage.PROCESS_LIMITS, Detail.of(lines), 0);
        }
        if (anySaidBy(lines, "setpriv")) {
            return new Failed(LaunchStage.IDENTITY, Detail.of(lines), 0);
        }
        return new Failed(LaunchStage.SPAWN, Detail.of(lines), 0);
    }

    private static boolean anySaidBy(List<String> lines, String tool) {
        return lines.stream().anyMatch(line -> isSaidBy(line, tool));
    }

    /** Tools put their name before what they say, some with the whole path. */
    private static boolean isSaidBy(String line, String tool) {
        String speaker = line.substring(0, Math.max(0, line.indexOf(": ")));
        return speaker.equals(tool) || speaker.endsWith("/" + tool);
    }

    private static LaunchReport asUser(List<String> lines) {
        if (lines.isEmpty()) {
            return new Executed();
        }
        String first = lines.get(0);
        if (lines.size() == 1 && first.equals("directory")) {
            return new Failed(LaunchStage.CHANGE_DIRECTORY, "", 0);
        }
        if (lines.size() == 1 && first.equals("environment")) {
            return new Failed(LaunchStage.ENVIRONMENT, "", 0);
        }
        if (lines.size() == 1 && first.matches("execute [0-9]{1,3}")) {
            return new Failed(LaunchStage.EXECUTE, "", Integer.parseInt(first.substring("execute ".length())));
        }
        return TAMPERED;
    }

    /** Text of other programs, made fit for one line of a message. */
    final class Detail {
        private static final int LONGEST = 300;

        private Detail() {}

        static String of(List<String> lines) {
            String line = String.join("; ", lines).replaceAll("\\p{Cntrl}", " ");
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
        }
    }
}
