package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;

/**
 * Where an app can be reached.
 *
 * @param application whom it concerns
 * @param ports listening TCP sockets and bound UDP sockets of its processes, sorted by number
 */
public record PortsReport(String application, List<Port> ports) {
    /** Copies the list. */
    public PortsReport {
        ports = List.copyOf(ports);
    }

    /**
     * One socket.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param address the local address in its shortest form; {@code 0.0.0.0} and {@code ::} for all
     * @param port its number
     * @param pid a process that has it open
     * @param process that process's name
     */
    public record Port(String protocol, String address, int port, long pid, String process) {
        private JsonObject toJson() {
            return JsonObject.builder()
                    .put("protocol", protocol)
                    .put("address", address)
                    .put("port", port)
                    .put("pid", pid)
                    .put("process", process)
                    .build();
        }

        private static Port of(JsonObject json) {
            return new Port(
                    json.text("protocol"),
                    json.text("address"),
                    (int) json.integer("port"),
                    json.integer("pid"),
                    json.text("process"));
        }
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("application", application)
                .put("ports", JsonArray.of(ports, Port::toJson))
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static PortsReport fromJson(JsonObject json) {
        return new PortsReport(json.text("application"), json.array("ports").objects(Port::of));
    }
}
