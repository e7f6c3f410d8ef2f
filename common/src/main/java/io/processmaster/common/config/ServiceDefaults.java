package io.processmaster.common.config;

import io.processmaster.common.spec.MasterSpec;
import java.util.Optional;

/**
 * Whom an auto-service runs as unless its definition says otherwise.
 *
 * @param user name or id
 * @param group name or id; the user's primary group when absent
 */
public record ServiceDefaults(String user, Optional<String> group) {
    /** What holds without a master configuration. */
    public static final ServiceDefaults ROOT = new ServiceDefaults("root", Optional.of("root"));

    /** What the master configuration says. */
    public static ServiceDefaults of(MasterSpec.Definitions definitions) {
        return new ServiceDefaults(definitions.defaultUser(), definitions.defaultGroup());
    }
}
