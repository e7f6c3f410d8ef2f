package io.processmaster.dist;

import java.util.Map;

/**
 * What a person sits in front of.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param touch whether it is a phone: fingers instead of a mouse
 * @param dark whether its owner prefers dark colours
 */
record Screen(int width, int height, boolean touch, boolean dark) {
    /** A desk, by day. */
    static final Screen LIGHT = new Screen(1440, 900, false, false);

    /** A desk, by night. */
    static final Screen DARK = new Screen(1440, 900, false, true);

    /** A telephone held upright. */
    static final Screen PHONE = new Screen(390, 844, true, false);

    /** A telephone at night. */
    static final Screen DARK_PHONE = new Screen(390, 844, true, true);

    /** As it is called in the names of pictures. */
    String label() {
        if (touch) {
            return dark ? "phone-dark" : "phone";
        }
        return dark ? "dark" : "light";
    }

    /** Parameters of the browser's command Emulation.setDeviceMetricsOverride. */
    Map<String, Object> metrics() {
        return Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", touch);
    }

    /** The colour scheme as style sheets ask for it. */
    String scheme() {
        return dark ? "dark" : "light";
    }
}
