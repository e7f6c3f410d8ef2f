package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Refused;
import java.util.List;

/** The answer to an action: a result as soon as it worked for one app, an error when it worked for none. */
final class ActionReply {
    private ActionReply() {}

    /**
     * The result, each app's {@code ok} included.
     *
     * @param otherwise the kind of the error when an outcome is not the name of one
     * @throws Refused when no app is ok; {@code results} in its data has them all
     */
    static JsonObject of(List<ActionResult> results, ErrorKind otherwise) throws Refused {
        JsonObject reply = JsonObject.builder()
                .put("results", JsonArray.of(results, ActionResult::toJson))
                .build();
        for (ActionResult result : results) {
            if (result.ok()) {
                return reply;
            }
        }
        if (results.isEmpty()) {
            return reply;
        }
        ActionResult first = results.get(0);
        String others = results.size() == 1 ? "" : " (and " + (results.size() - 1) + " more failed)";
        throw new Refused(
                ErrorKind.named(first.outcome()).orElse(otherwise),
                first.application() + ": " + first.message() + others,
                reply);
    }
}
