package io.processmaster.common.spec;

import java.util.List;

/**
 * Where an app's output goes; each path is as declared, relative to the working directory or absolute.
 *
 * @param stdout file that standard output is appended to
 * @param stderr file that standard error is appended to; may be the same as {@code stdout}
 * @param stopCommandStdout file for the output of the stop command
 * @param stopCommandStderr file for the errors of the stop command
 * @param hints more files to view, that the app writes by itself
 * @param rotation when the four files are rotated; the hints never are
 */
public record LogSpec(
        String stdout,
        String stderr,
        String stopCommandStdout,
        String stopCommandStderr,
        List<String> hints,
        RotationSpec rotation) {
    /** Copies the list. */
    public LogSpec {
        hints = List.copyOf(hints);
    }
}
