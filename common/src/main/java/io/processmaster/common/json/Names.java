package io.processmaster.common.json;

/**
 * The names of members in one text: a list of a hundred apps has the same forty names a hundred times, and each is made a
 * string once, which then knows its hash too.
 */
final class Names {
    // Two names that share a place are made anew in turn, which is slower but right.
    private static final int PLACES = 256;
    // In a short text hardly any name comes back.
    private static final int SHORT = 2048;

    private final char[] text;
    private final String[] known;
    private final int[] starts;
    private int hash;

    /** Of names in {@code text}, which must not change. */
    Names(char[] text) {
        this.text = text;
        int places = text.length < SHORT ? 1 : PLACES;
        this.known = new String[places];
        this.starts = new int[places];
    }

    /** Where the name that begins at {@code start} has its closing quote; below 0 when it is not plain up to there. */
    int endOfPlain(int start) {
        int sum = 0;
        for (int at = start; at < text.length; at++) {
            char c = text[at];
            if (c == '"') {
                hash = sum;
                return at;
            }
            if (c == '\\' || c < 0x20) {
                return -1;
            }
            sum = 31 * sum + c;
        }
        return -1;
    }

    /** The name of which {@link #endOfPlain} has just found the end. */
    String of(int start, int end) {
        int place = (hash ^ hash >>> 8) & (known.length - 1);
        String name = known[place];
        if (name != null && name.length() == end - start && isSame(starts[place], start, end - start)) {
            return name;
        }
        name = new String(text, start, end - start);
        known[place] = name;
        starts[place] = start;
        return name;
    }

    private boolean isSame(int one, int other, int length) {
        for (int i = 0; i < length; i++) {
            if (text[one + i] != text[other + i]) {
                return false;
            }
        }
        return true;
    }
}
