package io.processmaster.common.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads time zones: names of the time zone database, and fixed offsets. */
final class Zones {
    private static final String KEY = "process.time_zone";
    private static final int MOST_SLIPS = 3;
    private static final int MOST_CHARACTERS = 64;

    private Zones() {}

    /** The declared zone, or the host's; empty when the declared one is unknown. */
    static Optional<ZoneId> read(Fields fields) {
        if (!fields.has(KEY)) {
            return Optional.of(ZoneId.systemDefault());
        }
        return fields.declared(KEY).flatMap(scalar -> {
            Optional<ZoneId> zone = parse(scalar.text());
            if (zone.isEmpty()) {
                fields.problem(
                        KEY,
                        "unknown time zone " + Shown.quoted(scalar.text())
                                + nearest(scalar.text())
                                        .map(near -> " (did you mean " + near + "?)")
                                        .orElse(" (write a name such as Europe/Berlin or UTC,"
                                                + " or an offset such as +02:00)"));
            }
            return zone;
        });
    }

    /** As it can be read again; empty for a zone of the host that has no such form. */
    static Optional<String> text(ZoneId zone) {
        String text = zone.equals(ZoneOffset.UTC) ? "+00:00" : zone.getId();
        return parse(text).filter(zone::equals).map(known -> text);
    }

    private static Optional<ZoneId> parse(String text) {
        if (text.matches("[+-][0-9]{2}:[0-9]{2}")) {
            try {
                return Optional.of(ZoneOffset.of(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return ZoneId.getAvailableZoneIds().contains(text) ? Optional.of(ZoneId.of(text)) : Optional.empty();
    }

    /** The name in another case, the one whose city this is, or the one with few slips of the finger. */
    private static Optional<String> nearest(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>(ZoneId.getAvailableZoneIds());
        String city = "/" + text.replace(' ', '_').toLowerCase(Locale.ROOT);
        int allowed = Math.min(MOST_SLIPS, Math.max(1, text.length() / 3));
        return names.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .or(() -> names.stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(city))
                        .findFirst())
                .or(() -> names.stream()
                        .filter(name -> Likeness.distance(text, name) <= allowed)
                        .min(Comparator.comparingInt(name -> Likeness.distance(text, name))));
    }
}
