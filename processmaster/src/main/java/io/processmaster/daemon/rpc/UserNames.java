package io.processmaster.daemon.rpc;

import java.util.Optional;

/** Names of the host's users, for the record of who asked. */
public interface UserNames {
    /** The name of {@code uid}; empty when it has none. */
    Optional<String> nameOf(int uid);
}
