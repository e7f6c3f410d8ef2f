package io.processmaster.bench;

import java.util.Map;
import java.util.TreeMap;

/** How many calls of all clients were answered, and what the others met; for any thread. */
final class SoakCalls {
    private final Map<String, Long> failures = new TreeMap<>();
    private long answered;
    private long messages;

    synchronized void answered() {
        answered++;
    }

    /** Something came over a stream. */
    synchronized void message() {
        messages++;
    }

    synchronized void failed(String what) {
        failures.merge(what, 1L, Long::sum);
    }

    synchronized String summary() {
        StringBuilder text =
                new StringBuilder("Calls answered: " + answered + "; messages of streams: " + messages + ".");
        failures.forEach((what, count) ->
                text.append("\nFailed ").append(count).append(" times: ").append(what));
        return text.append('\n').toString();
    }
}
