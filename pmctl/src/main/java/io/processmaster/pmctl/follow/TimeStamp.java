package io.processmaster.pmctl.follow;

import io.processmaster.pmctl.host.Zone;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.OptionalLong;

/** Reads dates and times of the form {@code 2026-01-31 14:05:09.123+01:00}, most of it optional. */
public final class TimeStamp {
    private static final int MOST_OFFSET_HOURS = 18;

    private final String text;
    private final Zone zone;
    private int at;

    private TimeStamp(String text, Zone zone) {
        this.text = text;
        this.zone = zone;
    }

    /** The moment that {@code text} names, as a whole, in milliseconds since 1970; the time of day may be missing. */
    public static OptionalLong of(String text, Zone zone) {
        TimeStamp stamp = new TimeStamp(text, zone);
        OptionalLong moment = stamp.read(false);
        return stamp.at == text.length() ? moment : OptionalLong.empty();
    }

    /** The moment at the beginning of a line, behind a bracket perhaps, in milliseconds since 1970. */
    public static OptionalLong atStartOf(String line, Zone zone) {
        TimeStamp stamp = new TimeStamp(line, zone);
        stamp.skip("[");
        return stamp.read(true);
    }

    private OptionalLong read(boolean withTime) {
        int year = digits(4);
        int month = skip("-") ? digits(2) : -1;
        int day = skip("-") ? digits(2) : -1;
        if (year < 0 || month < 0 || day < 0) {
            return OptionalLong.empty();
        }
        int[] time = {0, 0, 0, 0};
        boolean timed = at + 1 < text.length() && "T _".indexOf(text.charAt(at)) >= 0 && isDigit(at + 1);
        if (timed) {
            at++;
            if (!time(time)) {
                return OptionalLong.empty();
            }
        } else if (withTime) {
            return OptionalLong.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(year, month, day, time[0], time[1], time[2]);
            Zone in = timed ? offset() : zone;
            return OptionalLong.of(in.whenClocksShow(local) * 1000 + time[3]);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private boolean time(int[] time) {
        time[0] = digits(2);
        time[1] = skip(":") ? digits(2) : -1;
        if (time[0] < 0 || time[1] < 0) {
            return false;
        }
        if (skip(":")) {
            time[2] = digits(2);
            if (time[2] >= 0 && (skip(".") || skip(","))) {
                time[3] = fraction();
            }
        }
        return time[2] >= 0 && time[3] >= 0;
    }

    // The first three digits are milliseconds, the others are finer than anything here.
    private int fraction() {
        int start = at;
        int millis = 0;
        for (int weight = 100; isDigit(at); weight /= 10) {
            millis += (text.charAt(at++) - '0') * weight;
        }
        return at == start ? -1 : millis;
    }

    private Zone offset() {
        int start = at;
        if (skip("Z")) {
            return Zone.UTC;
        }
        boolean plus = skip("+");
        if (plus || skip("-")) {
            int hours = digits(2);
            skip(":");
            int minutes = digits(2);
            if (hours >= 0 && minutes >= 0 && minutes < 60 && hours < MOST_OFFSET_HOURS) {
                int seconds = hours * 3600 + minutes * 60;
                int ahead = plus ? seconds : -seconds;
                return epochSecond -> ahead;
            }
        }
        at = start;
        return zone;
    }

    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            if (!isDigit(at)) {
                return -1;
            }
            number = number * 10 + text.charAt(at++) - '0';
        }
        return number;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private boolean skip(String one) {
        if (text.startsWith(one, at)) {
            at += one.length();
            return true;
        }
        return false;
    }
}
