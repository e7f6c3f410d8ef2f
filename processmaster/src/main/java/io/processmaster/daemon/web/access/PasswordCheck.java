package io.processmaster.daemon.web.access;

import io.processmaster.common.auth.HtpasswdEntry;

/** The costly comparison of a password with a hash. */
@FunctionalInterface
interface PasswordCheck {
    /** Whether the entry is this user's and this password's; never throws. */
    boolean matches(HtpasswdEntry entry, String user, String password);

    /** The real one. */
    static PasswordCheck bcrypt() {
        return (entry, user, password) -> entry.matches(user, password.toCharArray());
    }
}
