package io.processmaster.daemon.core.fleet;

import io.processmaster.daemon.core.app.AppLife;
import java.util.Optional;

/**
 * What became of a command for one app.
 *
 * @param ok whether it did what was asked
 * @param word stable: {@code started}, {@code already_running}, {@code stopped}, …; when not ok the protocol's error kind,
 *     such as {@code start_failed}
 * @param message for a person
 * @param receipt the proof of a stop
 */
public record Outcome(boolean ok, String word, String message, Optional<AppLife.StopReceipt> receipt) {
    /** It did what was asked. */
    public static Outcome done(String word, String message) {
        return new Outcome(true, word, message, Optional.empty());
    }

    /** It did not. */
    public static Outcome failed(String word, String message) {
        return new Outcome(false, word, message, Optional.empty());
    }

    /** The same with the proof of a stop. */
    public Outcome with(AppLife.StopReceipt proof) {
        return new Outcome(ok, word, message, Optional.of(proof));
    }
}
