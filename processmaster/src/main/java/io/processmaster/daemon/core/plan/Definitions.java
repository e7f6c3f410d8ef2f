package io.processmaster.daemon.core.plan;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the definition files say.
 *
 * @param specs the good ones, by name
 * @param broken apps whose file is bad now, with what is wrong; they keep their last good definition
 */
public record Definitions(Map<AppName, AppSpec> specs, Map<AppName, List<String>> broken) {
    /** Copies the maps. */
    public Definitions {
        specs = Collections.unmodifiableMap(new TreeMap<>(specs));
        broken = Collections.unmodifiableMap(new TreeMap<>(broken));
    }
}
