package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PeerVersionsTest {
    @Test
    void theVersionOfAPackageIsFound() {
        assertThat(PeerVersions.version("{\n  \"name\": \"pm2\",\n  \"version\": \"7.0.4\",\n  \"engines\": {}}"))
                .isEqualTo("7.0.4");
        assertThat(PeerVersions.version("{}")).isEqualTo("unknown");
    }
}
