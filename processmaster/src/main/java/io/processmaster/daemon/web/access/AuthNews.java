package io.processmaster.daemon.web.access;

/** Hears that somebody could not get in; from any thread, so it must not block. */
@FunctionalInterface
public interface AuthNews {
    /**
     * Somebody gave a wrong name, password or token.
     *
     * @param address where they are
     * @param user the name that they gave, short and without control characters; empty when none could be read
     * @param suppressed failures since the last one that was told of this address, or of others that were too many
     */
    void failure(String address, String user, long suppressed);
}
