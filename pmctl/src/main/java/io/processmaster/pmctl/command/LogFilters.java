package io.processmaster.pmctl.command;

import io.processmaster.common.units.TimeSpan;
import io.processmaster.pmctl.follow.LineFilter;
import io.processmaster.pmctl.follow.TimeStamp;
import io.processmaster.pmctl.host.Zone;
import io.processmaster.pmctl.line.CommandLine;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Reads --grep and --since. */
final class LogFilters {
    private LogFilters() {}

    /** The filter that the command line asks for; it has at least one of the two. */
    static Optional<LineFilter> of(Session session) {
        CommandLine line = session.line();
        Zone zone = session.host().zone();
        Optional<Predicate<String>> search = line.has("grep")
                ? Optional.of(session.wider().search(line, line.value("grep").orElseThrow()))
                : Optional.empty();
        return Optional.of(new LineFilter(search, since(line, session.now(), zone), zone));
    }

    /** The moment that --since names, in milliseconds since 1970. */
    static OptionalLong since(Session session) {
        return since(session.line(), session.now(), session.host().zone());
    }

    private static OptionalLong since(CommandLine line, long now, Zone zone) {
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
