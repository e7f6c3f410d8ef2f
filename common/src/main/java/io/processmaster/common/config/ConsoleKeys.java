package io.processmaster.common.config;

import static io.processmaster.common.config.Effect.DAEMON_START;

import java.util.List;

/** The keys of the section {@code web_console}. */
final class ConsoleKeys {
    static final String SECTION = "web_console";
    static final String ENABLED = SECTION + ".enabled";
    static final String BIND = SECTION + ".bind";
    static final String PORT = SECTION + ".port";
    static final String CERTIFICATE = SECTION + ".tls.certificate";
    static final String KEY = SECTION + ".tls.key";
    static final String ALLOW_PLAINTEXT = SECTION + ".allow_plaintext_remote";
    static final String HOSTS = SECTION + ".hosts";
    static final String USERS = SECTION + ".auth.basic.users";
    static final String ROLES = SECTION + ".auth.basic.roles";
    static final String TOKENS = SECTION + ".auth.tokens";
    static final String ALLOW_CREATE = SECTION + ".allow_create";

    /** In the order of the documents. */
    static final List<Key> ALL = List.of(
            key(ENABLED, ValueType.BOOLEAN, Fallback.value("false"), "the console in the browser"),
            key(BIND, ValueType.ADDRESS, Fallback.value("127.0.0.1"), "address that the console listens on"),
            key(PORT, ValueType.INTEGER, Fallback.value("9001"), "its port"),
            key(CERTIFICATE, ValueType.PATH, Fallback.words("none: http"), "PEM file with its certificate, for https"),
            key(KEY, ValueType.PATH, Fallback.words("none: http"), "PEM file with the key of the certificate"),
            key(
                    ALLOW_PLAINTEXT,
                    ValueType.BOOLEAN,
                    Fallback.value("false"),
                    "plain http on an address that others can reach"),
            key(
                    HOSTS,
                    ValueType.HOSTS,
                    Fallback.value("[]"),
                    "further names by which browsers and proxies ask for the console"),
            key(
                    USERS,
                    ValueType.USERS,
                    Fallback.words("admin with the password admin, on a loopback address only"),
                    "who may log in, with the bcrypt hashes of the passwords"),
            key(ROLES, ValueType.ROLES, Fallback.words("admin for each user"), "what each user may do"),
            key(TOKENS, ValueType.ENTRIES, Fallback.value("[]"), "bearer tokens for scripts"),
            key(TOKENS + "[].name", ValueType.TEXT, Fallback.REQUIRED, "whom the events name"),
            key(TOKENS + "[].hash", ValueType.TEXT, Fallback.REQUIRED, "SHA-256 or bcrypt hash of the token"),
            key(TOKENS + "[].role", ValueType.WORD, Fallback.REQUIRED, "what it may do"),
            key(
                    ALLOW_CREATE,
                    ValueType.BOOLEAN,
                    Fallback.value("false"),
                    "whether an admin may create definitions over HTTP"));

    private ConsoleKeys() {}

    private static Key key(String path, ValueType type, Fallback fallback, String meaning) {
        return new Key(path, type, fallback, DAEMON_START, meaning);
    }
}
