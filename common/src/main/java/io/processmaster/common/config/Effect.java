package io.processmaster.common.config;

/** When a changed value of a key comes into force. */
enum Effect {
    /** When the daemon starts. */
    DAEMON_START,
    /** A running app is restarted by {@code pmctl update}. */
    RESTART,
    /** At once, by {@code pmctl update}, while the app runs on. */
    LIVE,
    /** Never: the key is known, but this version refuses it. */
    NOT_YET
}
