package io.processmaster.dist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test sees what these keys do to a real process, file, cgroup or schedule, and would fail if they did nothing.
 *
 * <p>{@link KeyCoverageTest} finds the keys that no test observes.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Observes {
    /** Paths of keys, as in the reference. */
    String[] value();
}
