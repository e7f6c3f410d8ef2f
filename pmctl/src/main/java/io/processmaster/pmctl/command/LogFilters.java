package io.processmaster.pmctl.command;

import io.processmaster.common.units.TimeSpan;
import io.processmaster.pmctl.follow.LineFilter;
import io.processmaster.pmctl.follow.TimeStamp;
import io.processmaster.pmctl.line.CommandLine;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads --grep and --since. */
final class LogFilters {
    private LogFilters() {}

    /** The filter that the command line asks for; it has at least one of the two. */
    static Optional<LineFilter> of(Session session) {
        CommandLine line = session.line();
        ZoneId zone = ZoneId.systemDefault();
        return Optional.of(new LineFilter(pattern(line), since(line, session.now(), zone), zone));
    }

    private static Optional<Pattern> pattern(CommandLine line) {
        Optional<String> text = line.value("grep");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(text.get()));
        } catch (PatternSyntaxException e) {
            throw line.wrong(
                    "option --grep: \"" + text.get() + "\" is not a regular expression: " + e.getDescription());
        }
    }

    /** The moment that --since names, in milliseconds since 1970. */
    static OptionalLong since(Session session) {
        return since(session.line(), session.now(), ZoneId.systemDefault());
    }

    private static OptionalLong since(CommandLine line, long now, ZoneId zone) {
        Optional<String> text = line.value("since");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String bare =
                text.get().endsWith(" ago") ? text.get().substring(0, text.get().length() - 4) : text.get();
        Optional<Duration> span = TimeSpan.parse(bare);
        if (span.isPresent()) {
            return OptionalLong.of(now - span.get().toMillis());
        }
        OptionalLong moment = TimeStamp.of(bare, zone);
        if (moment.isEmpty()) {
            throw line.wrong("option --since: \"" + text.get()
                    + "\" is not a time (use 10m, 2026-01-31 or \"2026-01-31 14:00\")");
        }
        return moment;
    }
}
