package io.processmaster.common.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are safe as part of a path. */
final class AppNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "web", "web-1", "web_1", "Web.Front", "0", "_x", "all-apps", "cpu", "memory", "iot"})
    void ordinaryNamesAreNames(String text) {
        assertThat(AppName.parse(text).map(AppName::text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "a/b",
                ".hidden",
                "-x",
                "a b",
                "a\nb",
                "a\0b",
                "ä",
                "a*",
                "@group",
                "all",
                "admin_actions",
                "cgroup.procs",
                "CGROUP.kill",
                "memory.max",
                "cpu.max",
                "io.weight",
                "pids.max"
            })
    void whatCouldLeaveADirectoryOrMeanSomethingElseIsNot(String text) {
        assertThat(AppName.parse(text)).isEmpty();
        assertThat(AppName.problemWith(text)).isPresent();
        assertThatThrownBy(() -> new AppName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lengthIsBounded() {
        assertThat(AppName.parse("a".repeat(64))).isPresent();
        assertThat(AppName.parse("a".repeat(65))).isEmpty();
    }

    @Test
    void sortsByText() {
        assertThat(Stream.of("b", "a", "B").map(AppName::new).sorted().map(AppName::toString))
                .containsExactly("B", "a", "b");
    }

    @Test
    void knowsTheKernelsOwnNames() {
        assertThat(AppName.isKernelName("cgroup.procs")).isTrue();
        assertThat(AppName.isKernelName("system.slice")).isFalse();
    }
}
