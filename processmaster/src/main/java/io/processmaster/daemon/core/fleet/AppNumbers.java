package io.processmaster.daemon.core.fleet;

import io.processmaster.common.names.AppName;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The number that each app has, for clients that think in numbers.
 *
 * <p>An app keeps its number for as long as it is known, and also while its definition is away or bad. Numbers grow: what
 * a client remembers never means another app, until an app that is gone had to be forgotten for want of room and its
 * name comes back.
 *
 * @param next what the next new app gets
 * @param byName the number of each app, those included that are gone
 */
public record AppNumbers(int next, SortedMap<AppName, Integer> byName) {
    /** How many are kept, of apps that are there or were. */
    public static final int MOST_KEPT = 20_000;

    /** Nobody has one yet. */
    public static final AppNumbers NONE = new AppNumbers(0, new TreeMap<>());

    /** Copies the map; refuses numbers that are negative, shared, or not given yet. */
    public AppNumbers {
        Set<Integer> taken = new HashSet<>();
        for (Map.Entry<AppName, Integer> entry : byName.entrySet()) {
            int number = entry.getValue();
            if (number < 0 || number >= next || !taken.add(number)) {
                throw new IllegalArgumentException("app " + entry.getKey() + ": number " + number
                        + " is negative, another app's, or not below " + next);
            }
        }
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** With a number for each of these apps, new ones in the order of their names. */
    public AppNumbers with(Collection<AppName> apps) {
        TreeSet<AppName> missing = new TreeSet<>(apps);
        missing.removeAll(byName.keySet());
        if (missing.isEmpty()) {
            return this;
        }
        SortedMap<AppName, Integer> numbers = new TreeMap<>(byName);
        forget(numbers, new HashSet<>(apps), missing.size());
        int free = next;
        for (AppName app : missing) {
            numbers.put(app, free);
            free = Math.addExact(free, 1);
        }
        return new AppNumbers(free, numbers);
    }

    private static void forget(SortedMap<AppName, Integer> numbers, Set<AppName> present, int room) {
        int tooMany = numbers.size() + room - MOST_KEPT;
        if (tooMany <= 0) {
            return;
        }
        List<AppName> oldestGone = numbers.entrySet().stream()
                .filter(entry -> !present.contains(entry.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .limit(tooMany)
                .map(Map.Entry::getKey)
                .toList();
        numbers.keySet().removeAll(oldestGone);
    }

    /** The app's number. */
    public Optional<Integer> of(AppName app) {
        return Optional.ofNullable(byName.get(app));
    }

    /** The app with that number. */
    public Optional<AppName> named(int number) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
