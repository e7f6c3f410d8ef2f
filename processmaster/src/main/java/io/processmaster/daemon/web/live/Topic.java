package io.processmaster.daemon.web.live;

/** What a client is told of; in the order in which a new one, or one that missed something, is told all of it. */
enum Topic {
    /** Who the client is; once. */
    HELLO,
    /** That it missed something. */
    LAGGED,
    /** All apps, and then what changes. */
    APPS,
    /** What the apps use. */
    USAGE,
    /** What the app used that it watches; only new rows. */
    ROWS,
    /** The journal. */
    EVENTS,
    /** The host. */
    SYSTEM
}
