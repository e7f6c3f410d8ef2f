package io.processmaster.dist;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entries of NOTICE: names, perhaps over several lines, and behind them in a second column their licence. */
final class NoticeEntry {
    private static final Pattern LINE = Pattern.compile("(\\S.*?)(?: {2,}(\\S.*))?");

    private NoticeEntry() {}

    /** What {@code notice} says on the licence of the part of that name; empty when it does not name it. */
    static Optional<String> find(String notice, String name) {
        StringBuilder names = new StringBuilder();
        for (String line : notice.lines().toList()) {
            Matcher columns = LINE.matcher(line);
            if (!columns.matches()) {
                names.setLength(0);
                continue;
            }
            names.append(columns.group(1)).append(", ");
            if (columns.group(2) != null) {
                if (List.of(names.toString().split("[,\\s()]+")).contains(name)) {
                    return Optional.of(columns.group(2));
                }
                names.setLength(0);
            }
        }
        return Optional.empty();
    }
}
