package io.processmaster.common.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Named values in their order; reading one that is missing or of another type fails with its name.
 *
 * <p>Written without lambdas: the first one of a program costs the command line more than reading a whole reply.
 *
 * @param members by name
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /** An object without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    /** Copies the map, keeping its order. */
    public JsonObject {
        members = Members.of(members);
    }

    /** Collects members. */
    public static Builder builder() {
        return new Builder();
    }

    /** The member, unless it is missing or null. */
    public Optional<JsonValue> find(String name) {
        JsonValue value = members.get(name);
        return value == null || value == JsonNull.NULL ? Optional.empty() : Optional.of(value);
    }

    /** The string of that name. */
    public String text(String name) {
        return required(name, JsonText.class).value();
    }

    /** The string of that name, unless it is missing or null. */
    public Optional<String> findText(String name) {
        Optional<JsonValue> value = find(name);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(as(value.get(), JsonText.class, name).value());
    }

    /** The whole number of that name. */
    public long integer(String name) {
        return required(name, JsonNumber.class).asLong();
    }

    /** The whole number of that name, unless it is missing or null. */
    public OptionalLong findInteger(String name) {
        Optional<JsonValue> value = find(name);
        return value.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(as(value.get(), JsonNumber.class, name).asLong());
    }

    /** The number of that name, unless it is missing or null. */
    public OptionalDouble findNumber(String name) {
        Optional<JsonValue> value = find(name);
        return value.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(as(value.get(), JsonNumber.class, name).asDouble());
    }

    /** The number of that name. */
    public double number(String name) {
        return required(name, JsonNumber.class).asDouble();
    }

    /** The boolean of that name. */
    public boolean bool(String name) {
        return required(name, JsonBool.class).value();
    }

    /** The boolean of that name, or {@code otherwise} when it is missing or null. */
    public boolean bool(String name, boolean otherwise) {
        Optional<JsonValue> value = find(name);
        return value.isEmpty()
                ? otherwise
                : as(value.get(), JsonBool.class, name).value();
    }

    /** The object of that name. */
    public JsonObject object(String name) {
        return required(name, JsonObject.class);
    }

    /** The object of that name, unless it is missing or null. */
    public Optional<JsonObject> findObject(String name) {
        Optional<JsonValue> value = find(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(as(value.get(), JsonObject.class, name));
    }

    /** The list of that name. */
    public JsonArray array(String name) {
        return required(name, JsonArray.class);
    }

    /** The list of that name, unless it is missing or null. */
    public Optional<JsonArray> findArray(String name) {
        Optional<JsonValue> value = find(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(as(value.get(), JsonArray.class, name));
    }

    private <T extends JsonValue> T required(String name, Class<T> type) {
        Optional<JsonValue> value = find(name);
        if (value.isEmpty()) {
            throw new JsonException("\"" + name + "\" is missing");
        }
        return as(value.get(), type, name);
    }

    static <T extends JsonValue> T as(JsonValue value, Class<T> type, String name) {
        if (!type.isInstance(value)) {
            throw new JsonException("\"" + name + "\" must be " + describe(type));
        }
        return type.cast(value);
    }

    private static String describe(Class<? extends JsonValue> type) {
        if (type == JsonText.class) {
            return "a string";
        }
        if (type == JsonNumber.class) {
            return "a number";
        }
        if (type == JsonBool.class) {
            return "true or false";
        }
        return type == JsonArray.class ? "a list" : "an object";
    }

    @Override
    public void writeTo(StringBuilder out) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            JsonText.quote(member.getKey(), out);
            out.append(':');
            member.getValue().writeTo(out);
        }
        out.append('}');
    }

    /** Collects the members of one object; a name given twice keeps the last value. */
    public static final class Builder {
        private Map<String, JsonValue> members = new LinkedHashMap<>();
        private boolean handedOver;

        private Builder() {}

        /** Adds a value of any kind. */
        public Builder put(String name, JsonValue value) {
            if (handedOver) {
                members = new LinkedHashMap<>(members);
                handedOver = false;
            }
            members.put(name, value);
            return this;
        }

        /** Adds a string. */
        public Builder put(String name, String value) {
            return put(name, new JsonText(value));
        }

        /** Adds a string, or null. */
        public Builder put(String name, Optional<String> value) {
            return value.isPresent() ? put(name, value.get()) : put(name, JsonNull.NULL);
        }

        /** Adds a whole number. */
        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        /** Adds a whole number, or null. */
        public Builder put(String name, OptionalLong value) {
            return put(name, JsonNumber.orNull(value));
        }

        /** Adds a number with at most two decimals, or null. */
        public Builder put(String name, OptionalDouble value) {
            return put(name, JsonNumber.orNull(value));
        }

        /** Adds a number with at most two decimals. */
        public Builder put(String name, double value) {
            return put(name, JsonNumber.of(value));
        }

        /** Adds a boolean. */
        public Builder put(String name, boolean value) {
            return put(name, JsonBool.of(value));
        }

        /** The finished object. */
        public JsonObject build() {
            // Copied only if somebody goes on building, which is rare.
            handedOver = true;
            return new JsonObject(Members.owning(members));
        }
    }
}
