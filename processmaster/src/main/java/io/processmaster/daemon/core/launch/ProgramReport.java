package io.processmaster.daemon.core.launch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what pm-launch wrote; used only when it wrote more than that all went well. */
final class ProgramReport {
    private static final Pattern STEP = Pattern.compile("step ([0-9]{1,3}) (.+)");
    private static final Pattern EXECUTE = Pattern.compile("execute (126|127) (.+)");

    private ProgramReport() {}

    /** The meaning of {@code report}, of a pm-launch that was given {@code steps}. */
    static LaunchReport parse(String report, List<ProgramTrampoline.Step> steps) {
        List<String> lines = report.lines().toList();
        int ready = lines.indexOf("ready");
        if (ready >= 0) {
            return ofUser(lines.subList(ready + 1, lines.size()));
        }
        return failedStep(lines, steps)
                .orElse(new LaunchReport.Failed(LaunchStage.SPAWN, LaunchReport.Detail.of(lines), 0));
    }

    private static Optional<LaunchReport> failedStep(List<String> lines, List<ProgramTrampoline.Step> steps) {
        Matcher matcher = STEP.matcher(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        if (number < 1 || number > steps.size()) {
            return Optional.empty();
        }
        ProgramTrampoline.Step step = steps.get(number - 1);
        String detail = LaunchReport.Detail.of(List.of(step.words() + ": " + matcher.group(2)));
        return Optional.of(new LaunchReport.Failed(step.stage(), detail, 0));
    }

    /** By now the process is the user's, so that the line is only compared with what it may be. */
    private static LaunchReport ofUser(List<String> lines) {
        if (lines.isEmpty()) {
            return new LaunchReport.Executed();
        }
        Matcher matcher = EXECUTE.matcher(lines.get(0));
        if (lines.size() != 1 || !matcher.matches()) {
            return LaunchReport.TAMPERED;
        }
        String detail = LaunchReport.Detail.of(List.of(matcher.group(2)));
        return new LaunchReport.Failed(LaunchStage.EXECUTE, detail, Integer.parseInt(matcher.group(1)));
    }
}
