package io.processmaster.daemon.web.api;

import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Reply;

/** Errors as the protocol of the socket has them: code, kind, message, data. */
public final class NativeErrors implements ErrorForm {
    @Override
    public Reply reply(int status, Refused why) {
        JsonObject error = JsonObject.builder()
                .put("code", why.kind().code().number())
                .put("kind", why.kind().wireName())
                .put("message", why.getMessage())
                .put("data", why.data())
                .build();
        return Reply.json(status, JsonObject.builder().put("error", error).build());
    }
}
