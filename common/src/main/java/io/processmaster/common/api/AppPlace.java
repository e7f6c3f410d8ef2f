package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Where an app lives on the host.
 *
 * @param ports the ports that it was given
 * @param workingDirectory absolute path
 * @param sourceFile absolute path of its definition
 * @param cgroup absolute path of its cgroup directory
 * @param provisioningDefined whether its definition has provisioning steps
 * @param provisioningMarker absolute path of the file that says that they were done; empty when there are none
 * @param provisioningMarkerExists whether that file is there
 * @param logFiles absolute paths of its logs, declared ones first
 */
public record AppPlace(
        List<Long> ports,
        String workingDirectory,
        String sourceFile,
        String cgroup,
        boolean provisioningDefined,
        Optional<String> provisioningMarker,
        boolean provisioningMarkerExists,
        List<String> logFiles) {
    /** Of an app of which this was not asked. */
    public static final AppPlace UNTOLD =
            new AppPlace(List.of(), "", "", "", false, Optional.empty(), false, List.of());

    /** Copies the lists. */
    public AppPlace {
        ports = List.copyOf(ports);
        logFiles = List.copyOf(logFiles);
    }

    void addTo(JsonObject.Builder json) {
        if (equals(UNTOLD)) {
            return;
        }
        json.put("ports", JsonArray.ofLongs(ports))
                .put("working_directory", workingDirectory)
                .put("source_file", sourceFile)
                .put("cgroup", cgroup)
                .put("provisioning_defined", provisioningDefined)
                .put("provisioning_marker", provisioningMarker)
                .put("provisioning_marker_exists", provisioningMarkerExists)
                .put("log_files", JsonArray.ofTexts(logFiles));
    }

    static AppPlace of(JsonObject json) {
        if (json.find("working_directory").isEmpty()) {
            return UNTOLD;
        }
        return new AppPlace(
                json.array("ports").longs(),
                json.text("working_directory"),
                json.text("source_file"),
                json.text("cgroup"),
                json.bool("provisioning_defined"),
                json.findText("provisioning_marker"),
                json.bool("provisioning_marker_exists"),
                json.array("log_files").texts());
    }
}
