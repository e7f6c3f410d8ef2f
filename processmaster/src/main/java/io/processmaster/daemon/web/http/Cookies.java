package io.processmaster.daemon.web.http;

import java.util.Optional;

/** The cookies of the console: their names, how they are set, and how they are found in a request. */
public final class Cookies {
    /** Holds the id of a session. */
    public static final String SESSION = "pm_session";

    /** Holds the token that a page has to repeat. */
    public static final String CSRF = "pm_csrf";

    /** Says that the person logged out, so that what the browser still sends by itself does not count. */
    public static final String SIGNED_OUT = "pm_signed_out";

    private Cookies() {}

    /** The value of that name in the header of a request; empty as well when there are two different ones. */
    public static Optional<String> find(String header, String name) {
        Optional<String> found = Optional.empty();
        for (String pair : header.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !pair.substring(0, equals).trim().equals(name)) {
                continue;
            }
            String value = pair.substring(equals + 1).trim();
            if (found.isPresent() && !found.get().equals(value)) {
                return Optional.empty();
            }
            found = Optional.of(value);
        }
        return found;
    }

    /** The header that sets a cookie until the browser ends, for this host and for no script. */
    public static String set(String name, String value, boolean secure) {
        return name + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    /** The header that removes it. */
    public static String clear(String name, boolean secure) {
        return set(name, "", secure) + "; Max-Age=0";
    }
}
