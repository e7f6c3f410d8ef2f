package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.common.auth.TokenEntry;
import io.processmaster.common.auth.TokenHash;
import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.common.spec.MasterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section of the console as it is meant to be read; what is refused is among the broken files. */
final class ConsoleReaderTest {
    private static final String HASH = "$2y$12$.kmWG51a70Cs/F35PVLiUuJgYSgMsgw2lQeIAz2VLv5P8mBPZuY/S";
    private static final String HEX = "0123456789abcdef".repeat(4);

    @TempDir
    private Path directory;

    @Test
    void itIsOffUnlessItIsEnabled() throws IOException {
        assertThat(read("web_console: {}").value().orElseThrow().console()).isEmpty();
        assertThat(read("web_console: {port: 80, bind: 0.0.0.0}")
                        .value()
                        .orElseThrow()
                        .console())
                .isEmpty();
    }

    @Test
    void whenItIsOffItsKeysAreReadNevertheless() throws IOException {
        assertThat(messages("web_console: {port: 0}"))
                .containsExactly("web_console.port: must be a whole number from 1 to 65535, not \"0\"");
    }

    @Test
    void theRestIsDefaults() throws IOException {
        assertThat(console("web_console: {enabled: true}"))
                .isEqualTo(new ConsoleSpec(
                        "127.0.0.1", 9001, Optional.empty(), false, List.of(), List.of(), Map.of(), List.of(), false));
    }

    @Test
    void everyKeyArrives() throws IOException {
        ConsoleSpec spec = console(
                """
                web_console:
                  enabled: true
                  bind: "[2001:DB8::1]"
                  port: 443
                  tls: {certificate: tls/chain.pem, key: /etc/tls/key.pem}
                  allow_plaintext_remote: true
                  hosts: [Console.Example.org, 192.0.2.1, "[::2]", under_score]
                  allow_create: true
                  auth:
                    basic:
                      users: ["ann:%1$s", "bob.b:%1$s"]
                      roles: {bob.b: operator}
                    tokens:
                      - {name: deploy, hash: "sha256:%2$s", role: operator}
                      - {name: look, hash: "%1$s", role: viewer}
                """
                        .formatted(HASH, HEX));
        assertThat(spec.bind()).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(spec.port()).isEqualTo(443);
        assertThat(spec.tls())
                .contains(new ConsoleSpec.Tls(directory.resolve("tls/chain.pem").toString(), "/etc/tls/key.pem"));
        assertThat(spec.allowPlaintextRemote()).isTrue();
        assertThat(spec.hosts()).containsExactly("console.example.org", "192.0.2.1", "0:0:0:0:0:0:0:2", "under_score");
        assertThat(spec.allowCreate()).isTrue();
        assertThat(spec.users()).extracting(entry -> entry.text()).containsExactly("ann:" + HASH, "bob.b:" + HASH);
        assertThat(spec.roleOf("ann")).isEqualTo(Role.ADMIN);
        assertThat(spec.roleOf("bob.b")).isEqualTo(Role.OPERATOR);
        assertThat(spec.tokens())
                .containsExactly(
                        new TokenEntry("deploy", new TokenHash.Sha256(HEX), Role.OPERATOR),
                        new TokenEntry("look", TokenHash.parse(HASH).orElseThrow(), Role.VIEWER));
    }

    @Test
    void thereAreLimits() throws IOException {
        assertThat(messages("web_console: {hosts: [" + many("h%d") + "]}"))
                .containsExactly("web_console.hosts: has more than 100 names");
        assertThat(messages("web_console: {auth: {basic: {users: [" + many("'u%d:" + HASH + "'") + "]}}}"))
                .containsExactly("web_console.auth.basic.users: has more than 100 users");
        String token = "{name: t%d, hash: '" + HASH + "', role: viewer}";
        assertThat(messages("web_console: {auth: {tokens: [" + many(token) + "]}}"))
                .containsExactly("web_console.auth.tokens: has more than 100 tokens");
    }

    @Test
    void aWrongTokenIsComparedWithFewSlowHashes() throws IOException {
        StringBuilder tokens = new StringBuilder();
        for (int i = 0; i <= 8; i++) {
            String hash = HASH.substring(0, HASH.length() - 1) + i;
            tokens.append("{name: t").append(i).append(", hash: '").append(hash).append("', role: viewer}, ");
        }
        assertThat(messages("web_console: {auth: {tokens: [" + tokens + "]}}"))
                .containsExactly("web_console.auth.tokens[8].hash: comes after 8 other bcrypt hashes, and a wrong token"
                        + " is compared with all of them (use sha256:)");
    }

    private static String many(String item) {
        return IntStream.rangeClosed(0, 100).mapToObj(item::formatted).collect(Collectors.joining(", "));
    }

    private ConsoleSpec console(String yaml) throws IOException {
        Result<MasterSpec> result = read(yaml);
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow().console().orElseThrow();
    }

    private List<String> messages(String yaml) throws IOException {
        return read(yaml).problems().stream().map(Problem::message).toList();
    }

    private Result<MasterSpec> read(String yaml) throws IOException {
        Path file = directory.resolve("config.yaml");
        return MasterReader.read(Files.writeString(file, "global: {config_directory: c}\n" + yaml + "\n"));
    }
}
