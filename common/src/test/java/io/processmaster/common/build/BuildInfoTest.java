package io.processmaster.common.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoTest {
    private static final BuildInfo HERE = new BuildInfo("1.0", "id-1", "today", "here");

    @Test
    void theBuildWritesItsOwnIdentity() {
        BuildInfo current = BuildInfo.current();
        assertThat(current.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(current.buildId()).startsWith(current.version());
        assertThat(current.buildTime()).isNotEqualTo("unknown");
        assertThat(current.buildHost()).doesNotContain("${");
    }

    @Test
    void whatWasNotFilledInIsUnknown() {
        assertThat(BuildInfo.parse("version=1.0\nbuild_id=id-1\r\nbuild_time=\nbuild_host=${env.HOSTNAME}"))
                .isEqualTo(new BuildInfo("1.0", "id-1", "unknown", "unknown"));
        assertThat(BuildInfo.parse("")).isEqualTo(new BuildInfo("unknown", "unknown", "unknown", "unknown"));
    }

    @Test
    void aPersonIsToldOfAHostThatIsKnownOnly() {
        assertThat(HERE.words()).isEqualTo("id-1 built today on here");
        assertThat(BuildInfo.parse("build_id=id-1\nbuild_time=today\nbuild_host=")
                        .words())
                .isEqualTo("id-1 built today");
    }

    @Test
    void oneBuildIsCoBuiltWithItself() {
        assertThat(CoBuiltCheck.mismatch(HERE, HERE)).isEmpty();
    }

    @Test
    void anyDifferenceIsToldWithBothBuilds() {
        assertThat(CoBuiltCheck.mismatch(HERE, new BuildInfo("1.0", "id-2", "today", "here")))
                .get()
                .asString()
                .contains("client is id-1 built today on here", "daemon is id-2 built today on here", "pmctl");
        assertThat(CoBuiltCheck.mismatch(HERE, new BuildInfo("1.0", "id-1", "now", "here")))
                .isPresent();
        assertThat(CoBuiltCheck.mismatch(HERE, new BuildInfo("1.0", "id-1", "today", "there")))
                .isPresent();
    }
}
