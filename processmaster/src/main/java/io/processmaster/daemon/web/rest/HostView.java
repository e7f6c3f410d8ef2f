package io.processmaster.daemon.web.rest;

import io.processmaster.common.api.SystemReport;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.RegisteredApp;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;
import java.time.Instant;
import java.util.List;

/** Shows the host, alone or together with the apps on it. */
final class HostView {
    private static final long MILLIS = 1_000;

    private final ControlApi control;
    private final Registry registry;

    HostView(ControlApi control, Registry registry) {
        this.control = control;
        this.registry = registry;
    }

    Reply system(Ask ask) throws Refused {
        return Envelope.data(figures(control.system()), JsonObject.EMPTY);
    }

    Reply status(Ask ask) throws Refused {
        List<RegisteredApp> apps = registry.apps();
        SystemReport host = control.system();
        JsonObject data = JsonObject.builder()
                .put("processes", ProcessViews.processes(apps, ask.visitor().role()))
                .put("system", figures(host))
                .put("ports", ports(apps))
                .build();
        JsonObject meta = JsonObject.builder()
                .put("total", apps.size())
                .put("version", control.serverInfo().build().version())
                .put("timestamp", moment(host))
                .build();
        return Envelope.data(data, meta);
    }

    private static JsonObject ports(List<RegisteredApp> apps) {
        List<Long> ports = apps.stream()
                .flatMap(app -> app.status().place().ports().stream())
                .sorted()
                .toList();
        return JsonObject.builder()
                .put("allocated", JsonArray.ofLongs(ports))
                .put("total", ports.size())
                .build();
    }

    private static JsonObject figures(SystemReport host) {
        SystemReport.Space memory = host.memory();
        return JsonObject.builder()
                .put("cpu", host.cpuPercent())
                .put(
                        "memory",
                        JsonObject.builder()
                                .put("used", memory.usedBytes())
                                .put("total", memory.totalBytes())
                                .put("percentage", memory.usedPercent())
                                .build())
                .put("load_average", JsonArray.of(host.loadAverage(), load -> JsonNumber.of(load.doubleValue())))
                .put("uptime", host.uptimeMs() / MILLIS)
                .put("timestamp", moment(host))
                .build();
    }

    private static String moment(SystemReport host) {
        return Instant.ofEpochMilli(host.atMs()).toString();
    }
}
