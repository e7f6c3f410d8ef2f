package io.processmaster.dist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test fails when one of these findings of an audit of such systems comes true here.
 *
 * <p>They are listed in {@code docs/security-findings.md}, which {@link FindingsTest} compares with the tests.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Finding {
    /** Numbers, as in the list. */
    int[] value();
}
