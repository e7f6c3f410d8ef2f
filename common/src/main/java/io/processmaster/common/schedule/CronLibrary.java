package io.processmaster.common.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.parser.CronParser;
import java.util.EnumMap;
import java.util.Map;

/**
 * Parses fields with cron-utils and turns what they say into sets of values.
 *
 * <p>Only the library's grammar is used. Its own search for the next time skips what falls into a gap, repeats what
 * occurs twice, and takes milliseconds for a date that never comes.
 */
final class CronLibrary {
    private static final int MONDAY = 1;

    // Without a mapping of day 7 to day 0: the library would apply it to steps, too.
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.defineCron()
            .withSeconds()
            .withStrictRange()
            .and()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, CronUnit.SEVENTH_DAY)
            .withMondayDoWValue(MONDAY)
            .and()
            .instance());

    private CronLibrary() {}

    /** The values of each field as bits; all six are there in their order, checked, with numbers only. */
    static Map<CronUnit, Long> values(Map<CronUnit, String> fields) throws BadSchedule {
        Cron cron;
        try {
            cron = PARSER.parse(String.join(" ", fields.values()));
        } catch (IllegalArgumentException e) {
            throw new BadSchedule("is refused by the parser: " + BadSchedule.quoted(String.valueOf(e.getMessage())));
        }
        Map<CronUnit, Long> values = new EnumMap<>(CronUnit.class);
        for (CronUnit unit : CronUnit.values()) {
            values.put(unit, bits(cron.retrieve(unit.field()).getExpression(), unit));
        }
        return values;
    }

    private static long bits(FieldExpression expression, CronUnit unit) {
        if (expression instanceof And list) {
            return list.getExpressions().stream()
                    .mapToLong(item -> bits(item, unit))
                    .reduce(0, (a, b) -> a | b);
        }
        if (expression instanceof Every every) {
            return steps(every.getExpression(), every.getPeriod().getValue(), unit);
        }
        if (expression instanceof On on) {
            return range(on.getTime().getValue(), on.getTime().getValue(), 1, unit);
        }
        return steps(expression, 1, unit);
    }

    private static long steps(FieldExpression expression, int step, CronUnit unit) {
        if (expression instanceof Always) {
            return range(unit.least(), unit.most(), step, unit);
        }
        if (expression instanceof Between between) {
            return range(number(between.getFrom()), number(between.getTo()), step, unit);
        }
        if (expression instanceof On on) {
            return range(on.getTime().getValue(), unit.most(), step, unit);
        }
        throw new IllegalStateException("an expression that the grammar does not have: " + expression.asString());
    }

    private static int number(FieldValue<?> value) {
        return (Integer) value.getValue();
    }

    private static long range(int from, int to, int step, CronUnit unit) {
        long bits = 0;
        for (int value = from; value <= to; value += step) {
            bits |= 1L << (unit == CronUnit.DAY_OF_WEEK ? value % CronUnit.SEVENTH_DAY : value);
        }
        return bits;
    }
}
