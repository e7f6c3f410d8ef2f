package io.processmaster.daemon.web.live;

import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.names.AppName;
import java.util.Optional;

/**
 * What a client wants to be told besides what all are told.
 *
 * @param watched the app whose history it wants to see grow; empty for none
 */
record Wish(Optional<AppName> watched) {
    /** How many characters a wish has at the most. */
    static final int MOST_CHARACTERS = 512;

    /** What everybody wants that said nothing. */
    static final Wish NONE = new Wish(Optional.empty());

    // The object and its one member.
    private static final int VALUES = 2;

    /** The wish in a text that nobody vouches for; empty when it is none. */
    static Optional<Wish> read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return JsonReader.read(text, VALUES) instanceof JsonObject object
                    ? Optional.ofNullable(object.members().get("watch")).flatMap(Wish::of)
                    : Optional.empty();
        } catch (JsonException notJson) {
            // Nothing was promised to those who send something else.
            return Optional.empty();
        }
    }

    private static Optional<Wish> of(JsonValue watch) {
        if (watch.equals(JsonNull.NULL)) {
            return Optional.of(NONE);
        }
        return watch instanceof JsonText name
                ? AppName.parse(name.value()).map(app -> new Wish(Optional.of(app)))
                : Optional.empty();
    }
}
