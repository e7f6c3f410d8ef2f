package io.processmaster.daemon.web.rest;

import java.util.Map;

/** The words of PM2 for the phases of an app. */
final class PmStatus {
    static final String UNKNOWN = "unknown";

    private static final Map<String, String> WORDS = Map.of(
            "STARTING", "launching",
            "RUNNING", "online",
            "STOPPING", "stopping",
            "STOPPED", "stopped",
            "BACKOFF", "waiting restart",
            "RESTARTING", "waiting restart",
            "FAILED", "errored");

    private PmStatus() {}

    /** The word for a phase as {@code status} tells it. */
    static String of(String phase) {
        return WORDS.getOrDefault(phase, UNKNOWN);
    }
}
