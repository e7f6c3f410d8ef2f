package io.processmaster.daemon.adapter.posix;

import java.io.IOException;
import java.util.Optional;

/** Users and groups by name or number, for the daemon's own files. */
public final class HostUsers {
    private final AccountLookup lookup = new AccountLookup();

    /** The number of a user. */
    public int uid(String nameOrId) throws IOException {
        if (isNumber(nameOrId)) {
            return Integer.parseUnsignedInt(nameOrId);
        }
        return lookup.user(nameOrId).map(Account::uid).orElseThrow(() -> new IOException(nameOrId + ": no such user"));
    }

    /** The number of a group. */
    public int gid(String nameOrId) throws IOException {
        return isNumber(nameOrId)
                ? Integer.parseUnsignedInt(nameOrId)
                : lookup.group(nameOrId).orElseThrow(() -> new IOException(nameOrId + ": no such group"));
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,10}");
    }

    /** The name of a user; empty when there is none or the database does not answer. */
    public Optional<String> nameOf(int uid) {
        try {
            return lookup.user(uid).map(Account::name);
        } catch (PosixException e) {
            return Optional.empty();
        }
    }
}
