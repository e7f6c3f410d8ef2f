package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.daemon.control.Actor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request whose parameters have been checked against its method.
 *
 * @param asker tells who asks; not every method wants to know, and to find the name may take a while
 * @param params what was given
 */
public record Call(Supplier<Actor> asker, JsonObject params) {
    /** Who asks. */
    public Actor actor() {
        return asker.get();
    }

    /** Whether the parameter was given. */
    public boolean has(String name) {
        return params.find(name).isPresent();
    }

    /** The string of that name, which is required. */
    public String text(String name) {
        return params.text(name);
    }

    /** The string of that name, if given. */
    public Optional<String> findText(String name) {
        return params.findText(name);
    }

    /** The strings of that name; none when not given. */
    public List<String> texts(String name) {
        Optional<JsonValue> value = params.find(name);
        return value.isEmpty() ? List.of() : params.array(name).texts();
    }

    /** Whether it was given as true. */
    public boolean flag(String name) {
        return params.bool(name, false);
    }

    /** The number of that name, or {@code otherwise} when not given. */
    public long count(String name, long otherwise) {
        return params.findInteger(name).orElse(otherwise);
    }
}
