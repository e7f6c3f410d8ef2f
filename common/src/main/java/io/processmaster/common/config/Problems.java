package io.processmaster.common.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects what is wrong with one file, so that a person sees everything at once. */
public final class Problems {
    /** The most problems that are kept for one file; a last one says that there are more. */
    public static final int MOST = 200;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private boolean more;

    /** Collects for {@code file}, the path as people gave it. */
    public Problems(String file) {
        this.file = file;
    }

    /** Adds a problem at a place; {@link Place#NONE} for the file as a whole. */
    public void add(Place place, String message) {
        if (found.size() < MOST) {
            found.add(new Problem(file, place.line(), place.column(), message));
        } else {
            more = true;
        }
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Everything found, by position. */
    public List<Problem> sorted() {
        List<Problem> sorted = new ArrayList<>(found);
        Collections.sort(sorted);
        if (more) {
            sorted.add(new Problem(file, 0, 0, "more than " + MOST + " problems (the rest is not shown)"));
        }
        return List.copyOf(sorted);
    }
}
