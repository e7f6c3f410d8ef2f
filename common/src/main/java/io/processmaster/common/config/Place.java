package io.processmaster.common.config;

/**
 * A point in a text.
 *
 * @param line from 1; 0 for no point at all
 * @param column from 1, in characters; 0 when only the line is known
 * @param index characters (code points) before it
 */
public record Place(int line, int column, int index) {
    /** No point: the text as a whole. */
    public static final Place NONE = new Place(0, 0, 0);
}
