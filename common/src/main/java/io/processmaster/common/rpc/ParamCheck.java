package io.processmaster.common.rpc;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonBool;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import java.util.Optional;

/** Holds the parameters of a request against what its method takes. */
public final class ParamCheck {
    private ParamCheck() {}

    /** The first thing that is wrong, naming the parameter; empty when nothing is. */
    public static Optional<String> problem(Method method, JsonObject params) {
        for (String name : params.members().keySet()) {
            if (!isKnown(method, name)) {
                return Optional.of("\"" + name + "\" is not a parameter of " + method.wireName() + known(method));
            }
        }
        for (Param param : method.params()) {
            Optional<JsonValue> value = params.find(param.name());
            Optional<String> problem = value.isPresent() ? fault(param, value.get()) : absence(param);
            if (problem.isPresent()) {
                return Optional.of("\"" + param.name() + "\" of " + method.wireName() + " " + problem.get());
            }
        }
        return Optional.empty();
    }

    private static boolean isKnown(Method method, String name) {
        for (Param param : method.params()) {
            if (param.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String known(Method method) {
        if (method.params().isEmpty()) {
            return " (it takes none)";
        }
        StringBuilder out = new StringBuilder(" (it takes ");
        String separator = "";
        for (Param param : method.params()) {
            out.append(separator).append(param.name());
            separator = ", ";
        }
        return out.append(')').toString();
    }

    private static Optional<String> absence(Param param) {
        return param.required() ? Optional.of("is missing") : Optional.empty();
    }

    private static Optional<String> fault(Param param, JsonValue value) {
        return switch (param.type()) {
            case TEXT ->
                isFittingText(value)
                        ? Optional.empty()
                        : Optional.of("must be a string of 1 to " + Bounds.TEXT_CHARACTERS + " characters");
            case TEXTS -> listFault(param, value);
            case FLAG -> value instanceof JsonBool ? Optional.empty() : Optional.of("must be true or false");
            case COUNT -> countFault(param, value);
        };
    }

    private static Optional<String> listFault(Param param, JsonValue value) {
        if (!(value instanceof JsonArray list)) {
            return Optional.of("must be a list of strings");
        }
        for (JsonValue element : list.values()) {
            if (!isFittingText(element)) {
                return Optional.of("must be a list of strings of 1 to " + Bounds.TEXT_CHARACTERS + " characters");
            }
        }
        return param.required() && list.values().isEmpty()
                ? Optional.of("must have at least one element")
                : Optional.empty();
    }

    private static boolean isFittingText(JsonValue value) {
        return value instanceof JsonText text
                && !text.value().isEmpty()
                && text.value().length() <= Bounds.TEXT_CHARACTERS;
    }

    private static Optional<String> countFault(Param param, JsonValue value) {
        String bounds = "must be a whole number from " + param.least() + " to " + param.most();
        if (!(value instanceof JsonNumber number)) {
            return Optional.of(bounds);
        }
        try {
            long count = number.asLong();
            return count < param.least() || count > param.most() ? Optional.of(bounds) : Optional.empty();
        } catch (JsonException e) {
            return Optional.of(bounds);
        }
    }
}
