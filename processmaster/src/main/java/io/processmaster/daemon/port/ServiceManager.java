package io.processmaster.daemon.port;

import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.Optional;

/** The host's service manager, told how the daemon is; no call ever fails or blocks, also without such a manager. */
public interface ServiceManager {
    /** The daemon serves. */
    void ready(String status);

    /** A reload of the definitions has begun; {@link #ready} ends it. */
    void reloading(Moment now);

    /** The daemon has begun to shut down. */
    void stopping(String status);

    /** One line about the state of the fleet, for a person. */
    void status(String text);

    /** The daemon is alive; due well within each {@link #watchdogInterval}, best at half of it. */
    void ping();

    /** After how long without {@link #ping} the daemon is taken for dead; empty when nobody watches. */
    Optional<Duration> watchdogInterval();
}
