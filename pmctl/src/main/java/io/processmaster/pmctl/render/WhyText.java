package io.processmaster.pmctl.render;

import io.processmaster.common.api.WhyReport;
import io.processmaster.pmctl.terminal.Printable;

/** The reasons for an app's state, for a person. */
public final class WhyText {
    private WhyText() {}

    /** Appends the summary, the reasons, what comes next, and the last lines of standard error. */
    public static void append(StringBuilder out, WhyReport report) {
        out.append(Printable.line(report.summary())).append('\n');
        if (!report.because().isEmpty()) {
            out.append("\nBecause\n");
            for (String reason : report.because()) {
                out.append("  - ").append(Printable.line(reason)).append('\n');
            }
        }
        if (report.next().isPresent()) {
            out.append("\nNext\n  ").append(Printable.line(report.next().get())).append('\n');
        }
        if (!report.stderrTail().isEmpty()) {
            out.append("\nLast lines of standard error\n");
            for (String line : report.stderrTail()) {
                out.append("  | ").append(Printable.line(line)).append('\n');
            }
        }
    }
}
