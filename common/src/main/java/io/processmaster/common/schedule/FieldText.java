package io.processmaster.common.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the text of one field and writes it with numbers only.
 *
 * <p>The library takes much that no cron takes ({@code 1-5/2/3}, {@code +5}, digits of other scripts, ranges that run
 * backwards), says why it refuses something in the language of the host, and knows no full names.
 */
final class FieldText {
    private static final Pattern ITEM =
            Pattern.compile("(?:\\*|([A-Za-z]+|[0-9]+)(?:-([A-Za-z]+|[0-9]+))?)(?:/([0-9]+))?");
    private static final Pattern NOT_CRON = Pattern.compile("\\?|.*#.*|[0-9]*[LWlw]|[Ll][Ww]|[Ll]-.*|[A-Za-z]{3}[Ll]");
    private static final int MOST_DIGITS = 4;

    private final CronUnit unit;
    private final String text;

    private FieldText(CronUnit unit, String text) {
        this.unit = unit;
        this.text = text;
    }

    /** The field with numbers for names, and with ranges that go up. */
    static String plain(CronUnit unit, String text) throws BadSchedule {
        return new FieldText(unit, text).plain();
    }

    private String plain() throws BadSchedule {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            items.add(item(item));
        }
        return String.join(",", items);
    }

    private String item(String item) throws BadSchedule {
        if (item.isEmpty()) {
            throw bad("a comma needs a value on both sides");
        }
        if (NOT_CRON.matcher(item).matches() && unit.named(item).isEmpty()) {
            throw bad(
                    item.equals("?")
                            ? "? is not supported (write *)"
                            : "L, W and # are not supported: they belong to other schedulers");
        }
        Matcher parts = ITEM.matcher(item);
        if (!parts.matches()) {
            throw bad(item, "is not understood");
        }
        String base = parts.group(1) == null ? "*" : values(parts.group(1), parts.group(2));
        return parts.group(3) == null ? base : base + "/" + step(parts.group(3));
    }

    private String values(String first, String last) throws BadSchedule {
        int from = value(first);
        if (last == null) {
            return String.valueOf(unit == CronUnit.DAY_OF_WEEK ? from % CronUnit.SEVENTH_DAY : from);
        }
        int to = value(last);
        if (unit == CronUnit.DAY_OF_WEEK) {
            // Sunday begins a week and ends one: FRI-SUN and SUN-TUE both mean three days.
            to = to == 0 && from > 0 ? CronUnit.SEVENTH_DAY : to;
            from = from == CronUnit.SEVENTH_DAY && to < from ? 0 : from;
        }
        if (from > to) {
            throw bad("the range " + first + "-" + last + " runs backwards (write it as two ranges: " + first + "-"
                    + unit.most() + "," + unit.least() + "-" + last + ")");
        }
        return from + "-" + to;
    }

    private int value(String word) throws BadSchedule {
        if (!Character.isDigit(word.charAt(0))) {
            OptionalInt named = unit.named(word);
            if (named.isEmpty()) {
                throw bad(word, "is not a name for a " + unit.words());
            }
            return named.getAsInt();
        }
        int value = number(word);
        if (value < unit.least() || value > unit.mostWritten()) {
            throw bad(word, "is out of range");
        }
        return value;
    }

    private int step(String word) throws BadSchedule {
        int step = number(word);
        if (step < 1 || step > unit.mostWritten()) {
            throw bad("a step must be from 1 to " + unit.mostWritten());
        }
        return step;
    }

    /** The number, or one that is too large for every field. */
    private static int number(String digits) {
        return digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private BadSchedule bad(String piece, String reason) {
        return piece.equals(text)
                ? new BadSchedule(unit.words() + " " + BadSchedule.quoted(text) + " " + reason + "; " + unit.allowed())
                : bad(BadSchedule.quoted(piece) + " " + reason);
    }

    private BadSchedule bad(String reason) {
        return new BadSchedule(unit.words() + " " + BadSchedule.quoted(text) + ": " + reason + "; " + unit.allowed());
    }
}
