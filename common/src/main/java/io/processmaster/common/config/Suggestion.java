package io.processmaster.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody most likely meant. */
public final class Suggestion {
    private static final int MOST_CHARACTERS = 64;

    private Suggestion() {}

    /** The one of {@code known} that {@code word} is most likely a misspelling of; empty when none comes to mind. */
    public static Optional<String> among(Collection<String> known, String word) {
        if (word.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        int allowed = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> Likeness.distance(word, candidate) <= allowed)
                .min(Comparator.<String>comparingInt(candidate -> Likeness.distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
