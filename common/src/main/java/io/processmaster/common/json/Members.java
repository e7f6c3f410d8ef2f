package io.processmaster.common.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The members of an object, in their order, unchangeable. The wrapper of the library will not do: in the native form of
 * pmctl it looks at one name after the other for each question.
 */
final class Members extends AbstractMap<String, JsonValue> {
    private final Map<String, JsonValue> byName;

    private Members(Map<String, JsonValue> byName) {
        this.byName = byName;
    }

    /** A copy, unless it is one already. */
    static Members of(Map<String, JsonValue> members) {
        return members instanceof Members own ? own : new Members(new LinkedHashMap<>(members));
    }

    /** Without copying: whoever made the map, which keeps its order, must not change it any more. */
    static Members owning(Map<String, JsonValue> members) {
        return new Members(members);
    }

    @Override
    public JsonValue get(Object name) {
        return byName.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return byName.containsKey(name);
    }

    @Override
    public int size() {
        return byName.size();
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        return Collections.unmodifiableMap(byName).entrySet();
    }
}
