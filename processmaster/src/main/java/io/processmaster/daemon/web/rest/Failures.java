package io.processmaster.daemon.web.rest;

import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Reply;
import java.util.List;

/**
 * How one route tells that it failed.
 *
 * @param phrase what clients look for when the reason is none of those that all routes share
 */
record Failures(String phrase) implements ErrorForm {
    static final String NOT_FOUND = "Process not found";
    static final String BAD_REQUEST = "Invalid request";
    static final String FORBIDDEN = "Forbidden";

    @Override
    public Reply reply(int status, Refused why) {
        String shared =
                switch (status) {
                    case Envelope.NOT_FOUND -> NOT_FOUND;
                    case Envelope.BAD_REQUEST -> BAD_REQUEST;
                    case Envelope.FORBIDDEN -> FORBIDDEN;
                    default -> phrase;
                };
        return Envelope.failure(status, shared, why.getMessage(), problems(why.data()));
    }

    /** What is wrong with definitions is in the data of a refusal, each with its place. */
    private static List<String> problems(JsonObject data) {
        return data.findArray("warnings")
                .map(warnings -> warnings.objects(Failures::place))
                .orElse(List.of());
    }

    private static String place(JsonObject warning) {
        return warning.text("file") + ":" + warning.integer("line") + ":" + warning.integer("column") + ": "
                + warning.text("message");
    }
}
