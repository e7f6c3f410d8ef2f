package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check before a start says to the keys of the console. */
final class ConsoleKeysIT {
    private static final String HASH = "$2y$12$.kmWG51a70Cs/F35PVLiUuJgYSgMsgw2lQeIAz2VLv5P8mBPZuY/S";
    private static final String SHA256 = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String USERS = "auth: {basic: {users: ['ann:" + HASH + "']}}";
    private static final String TLS = "tls: {certificate: chain.pem, key: key.pem}";

    @TempDir
    private Path directory;

    @Test
    @Observes("web_console.enabled")
    void whatIsOffExposesNothing() throws IOException {
        assertAccepted("enabled: false", "bind: 0.0.0.0");
        assertRefused(":5:9: web_console.bind: ", "enabled: true", "bind: 0.0.0.0");
    }

    @Test
    @Finding(2)
    @Observes({"web_console.bind", "web_console.auth.basic.users"})
    void whoeverCanReachTheConsoleNeedsAPasswordThatIsASecret() throws IOException {
        assertAccepted("enabled: true", "bind: 127.0.0.1");
        assertAccepted("enabled: true", "bind: '::1'");
        assertRefused("web_console.auth.basic.users", "enabled: true", "bind: 192.0.2.1", TLS);
        assertAccepted("enabled: true", "bind: 192.0.2.1", TLS, USERS);
        assertRefused(":4:9: web_console.bind: ", "bind: localhost");
        assertRefused("users[1]: the user \"ann\"", USERS.replace("]", ", 'ann:" + HASH + "']"));
    }

    @Test
    @Finding(16)
    @Observes({
        "web_console.tls.certificate",
        "web_console.tls.key",
        "web_console.allow_plaintext_remote",
    })
    void passwordsDoNotTravelInTheClearByAccident() throws IOException {
        assertRefused("allow_plaintext_remote", "enabled: true", "bind: 192.0.2.1", USERS);
        assertAccepted("enabled: true", "bind: 192.0.2.1", USERS, "allow_plaintext_remote: true");
        assertAccepted("enabled: true", "bind: 192.0.2.1", USERS, TLS);
        assertRefused("give web_console.tls.key too", "tls: {certificate: chain.pem}");
        assertRefused("give web_console.tls.certificate too", "tls: {key: key.pem}");
    }

    @Test
    @Observes({"web_console.port", "web_console.hosts", "web_console.allow_create"})
    void portsNamesAndSwitches() throws IOException {
        assertAccepted("port: 65535", "hosts: [Console.example.org, '[2001:db8::1]']", "allow_create: true");
        assertRefused(":4:9: web_console.port: ", "port: 0");
        assertRefused(":4:11: web_console.hosts[0]: ", "hosts: ['console.example.org:443']");
        assertRefused(":4:17: web_console.allow_create: ", "allow_create: maybe");
    }

    @Test
    @Observes({
        "web_console.auth.basic.roles",
        "web_console.auth.tokens[].name",
        "web_console.auth.tokens[].hash",
        "web_console.auth.tokens[].role",
    })
    void rolesAndTokens() throws IOException {
        String roles = USERS.replace("]}", "], roles: {ann: viewer}}");
        assertAccepted(roles);
        assertRefused("roles.ann: must be admin, operator or viewer", roles.replace("viewer", "king"));
        assertRefused("no user \"bob\"", roles.replace("{ann: ", "{bob: "));
        String token = "auth: {tokens: [{name: deploy, hash: '" + SHA256 + "', role: operator}]}";
        assertAccepted(token);
        assertAccepted(token.replace(SHA256, HASH));
        assertRefused("tokens[0].name: missing", token.replace("name: deploy, ", ""));
        assertRefused("tokens[0].hash: must be sha256: ", token.replace(SHA256, "sha256:abc"));
        assertRefused("tokens[0].role: must be ", token.replace("operator", "nobody"));
    }

    private void assertAccepted(String... keys) throws IOException {
        assertThat(check(keys).expect(0).stdout()).endsWith(": OK\n");
    }

    private void assertRefused(String words, String... keys) throws IOException {
        assertThat(check(keys).expect(1).stderr()).contains(words).doesNotContain(HASH, SHA256);
    }

    private Outcome check(String... keys) throws IOException {
        Files.createDirectories(directory.resolve("config.d"));
        String text = "global:\n  config_directory: config.d\nweb_console:\n  " + String.join("\n  ", keys) + "\n";
        Path file = Files.writeString(directory.resolve("config.yaml"), text);
        return Commands.run(directory, List.of(Tree.processmaster().toString(), "--check", "-c", file.toString()));
    }
}
