package io.processmaster.pmctl.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.config.KeyReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPageTest {
    @Test
    void aPageOfKeysHasEachKeyWithItsMeaning() {
        KeyPage page = new KeyPage(
                "processmaster-service", "definition", "A file.", KeyReference.app(), true, List.of("pmctl (1)"));
        String source = page.source("0.1.0", "2026-01-01");
        assertThat(KeyReference.app()).hasSizeGreaterThan(30);
        assertThat(KeyReference.app()).allSatisfy(key -> assertThat(source)
                .contains(".B " + key.path().replace("-", "\\-") + "\n"));
        assertThat(source)
                .contains(".B process.umask\n", "Default: 0022.\n", "A change restarts the app.\n")
                .doesNotContain("health_check");
    }
}
