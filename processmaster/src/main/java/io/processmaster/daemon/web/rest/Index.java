package io.processmaster.daemon.web.rest;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.web.http.Reply;
import java.util.List;

/** Tells what there is, for a client that knows nothing yet. */
final class Index {
    static final List<String> ENDPOINTS = List.of(
            "GET /api/processes",
            "POST /api/processes",
            "GET /api/processes/:id",
            "DELETE /api/processes/:id",
            "POST /api/processes/:id/start",
            "POST /api/processes/:id/stop",
            "POST /api/processes/:id/restart",
            "POST /api/processes/:id/reload",
            "GET /api/processes/:id/logs",
            "GET /api/logs/:id",
            "GET /api/system",
            "GET /api/status",
            "WS /ws");

    private Index() {}

    static Reply reply(ServerInfo server) {
        JsonObject data = JsonObject.builder()
                .put("name", "processmaster")
                .put("version", server.build().version())
                .put("endpoints", JsonArray.ofTexts(ENDPOINTS))
                .build();
        return Envelope.data(data, JsonObject.EMPTY);
    }
}
