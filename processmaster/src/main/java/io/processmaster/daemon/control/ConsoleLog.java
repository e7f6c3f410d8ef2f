package io.processmaster.daemon.control;

import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.TimeSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the web console tells the journal of itself and of who comes and goes; any thread may call, none waits.
 *
 * @param events where it is told
 * @param time of the events
 */
public record ConsoleLog(EventLog events, TimeSource time) {

    /** Somebody logged in. */
    public void loggedIn(Actor who) {
        append("login", who.name() + " logged in", Map.of("actor", who.name()));
    }

    /** Somebody logged out. */
    public void loggedOut(Actor who) {
        append("logout", who.name() + " logged out", Map.of("actor", who.name()));
    }

    /**
     * Somebody gave a wrong name, password or token.
     *
     * @param user the name that they gave; empty when there was none
     * @param suppressed failures that were not told before this one
     */
    public void loginFailed(String address, String user, long suppressed) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("address", address);
        if (!user.isEmpty()) {
            facts.put("user", user);
        }
        facts.put("suppressed", Long.toString(suppressed));
        String more = suppressed == 0 ? "" : ", and " + suppressed + " more before it were not told";
        String whom = user.isEmpty() ? "" : " as " + user;
        append("login_failed", "log-in" + whom + " from " + address + " failed" + more, facts);
    }

    /** The console could not be opened; the daemon goes on without it. */
    public void unavailable(String why) {
        append("console_unavailable", why, Map.of());
    }

    /** Everybody knows the password. */
    public void bootstrapPassword(String where) {
        append(
                "bootstrap_password",
                "the console at " + where
                        + " lets in admin with the password admin (give web_console.auth.basic.users, with an entry from"
                        + " pmctl password generate)",
                Map.of());
    }

    /** Asks, with the time of now, what browsers will find wrong with the certificate, and tells it. */
    public void certificateInForce(Function<Instant, Optional<String>> warning) {
        warning.apply(Instant.ofEpochMilli(time.now().epochMillis()))
                .ifPresent(why -> append("certificate_out_of_time", why, Map.of()));
    }

    /** New files with a certificate are in force. */
    public void certificateRenewed(Instant validUntil) {
        append("certificate_renewed", "a new certificate is in force, valid until " + validUntil, Map.of());
    }

    /** New files with a certificate cannot be used. */
    public void certificateRefused(String why) {
        append("certificate_refused", why + "; the old certificate stays in force", Map.of());
    }

    private void append(String event, String message, Map<String, String> facts) {
        events().append(time.now(), "console", Optional.empty(), event, message, facts);
    }
}
