package io.processmaster.dist;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;

/**
 * What a command printed and how it ended.
 *
 * @param command what was run, for messages
 * @param exit exit code; 128 plus the number of the signal that ended it
 * @param stdout everything on standard output
 * @param stderr everything on standard error
 */
public record Outcome(String command, int exit, String stdout, String stderr) {
    /** Itself; fails when the exit code is another. */
    public Outcome expect(int code) {
        if (exit != code) {
            throw new AssertionError("exit code " + exit + " instead of " + code + "\n" + this);
        }
        return this;
    }

    /** Standard output as one JSON object. */
    public JsonObject json() {
        return JsonReader.readObject(stdout);
    }

    @Override
    public String toString() {
        return "$ " + command + "\n" + stdout + stderr + "[exit " + exit + "]";
    }
}
