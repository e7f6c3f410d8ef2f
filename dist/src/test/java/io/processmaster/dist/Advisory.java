package io.processmaster.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * A security advisory on a part of the tree.
 *
 * @param part kind and name of it
 * @param from the first affected version
 * @param fixed the first one that is not affected any more
 * @param id of the advisory
 */
record Advisory(String part, String from, String fixed, String id) {
    /** Those in {@code dist/src/build/advisories}. */
    static List<Advisory> all() throws IOException {
        return Files.readAllLines(Tree.source().resolve("dist/src/build/advisories")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Advisory::of)
                .toList();
    }

    static Advisory of(String line) {
        String[] words = line.strip().split(" +", -1);
        if (words.length != 4) {
            throw new IllegalArgumentException("not PART FROM FIXED ADVISORY: " + line);
        }
        return new Advisory(words[0], words[1], words[2], words[3]);
    }

    /** Whether it is about this part, in whichever version. */
    boolean concerns(Part other) {
        return part.equals(other.kind() + "/" + other.name());
    }

    /** Whether this version of the part is an affected one. */
    boolean affects(String version) {
        return compare(version, from) >= 0 && compare(version, fixed) < 0;
    }

    /** By numbers from left to right; a word behind them, such as {@code Final}, counts for nothing. */
    static int compare(String one, String other) {
        String[] ours = one.split("[.-]", -1);
        String[] theirs = other.split("[.-]", -1);
        for (int i = 0; i < Math.max(ours.length, theirs.length); i++) {
            int order = Long.compare(number(ours, i), number(theirs, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static long number(String[] words, int at) {
        return at < words.length && words[at].matches("[0-9]{1,18}") ? Long.parseLong(words[at]) : 0;
    }
}
