package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What must hold for every list of problems that people see, whatever was read. */
final class Sight {
    private static final int LONGEST_MESSAGE = 4_000;

    private Sight() {}

    /** Each problem is one plain line, in order, about the file as a whole or a place that {@code text} has. */
    static void check(List<Problem> problems, String file, String text) {
        String[] lines = text.split("\r\n|[\n\r\u0085\u2028\u2029]", -1);
        assertThat(problems).isNotEmpty().hasSizeLessThanOrEqualTo(Problems.MOST + 1);
        for (Problem problem : problems) {
            String told = problem.toString();
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.message()).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
            assertThat(told.codePoints().noneMatch(c -> c != ' ' && Shown.isUnprintable(c)))
                    .as(told)
                    .isTrue();
            assertThat(problem.line()).as(told).isBetween(0, lines.length);
            int width = problem.line() == 0 ? -1 : width(lines[problem.line() - 1]);
            assertThat(problem.column()).as(told).isBetween(problem.line() == 0 ? 0 : 1, width + 1);
        }
        List<Problem> placed = problems.subList(0, Math.min(problems.size(), Problems.MOST));
        assertThat(placed).isSorted();
    }

    private static int width(String line) {
        return line.codePointCount(0, line.length());
    }
}
