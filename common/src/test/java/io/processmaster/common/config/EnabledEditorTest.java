package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch changes one value of a text and nothing else. */
final class EnabledEditorTest {
    @ParameterizedTest
    @MethodSource
    void onlyTheOneValueChanges(String before, String after) {
        assertThat(EnabledEditor.withEnabled(before, false).problems()).isEmpty();
        assertThat(EnabledEditor.withEnabled(before, false).value()).contains(after);
    }

    static Arguments[] onlyTheOneValueChanges() {
        return new Arguments[] {
            // In place.
            edit("global:\n  enabled: true\n", "global:\n  enabled: false\n"),
            edit("global:\n  enabled: false\n", "global:\n  enabled: false\n"),
            edit(
                    "# top\nglobal:   # a\n  # b\n  enabled:   true   # c: true\n\n# end",
                    "# top\nglobal:   # a\n  # b\n  enabled:   false   # c: true\n\n# end"),
            edit(
                    "a: 'x'\r\nglobal:\r\n  enabled: true\r\nb: \"y\"\r\n",
                    "a: 'x'\r\nglobal:\r\n  enabled: false\r\nb: \"y\"\r\n"),
            edit("\"global\":\n  'enabled': \"true\"\n", "\"global\":\n  'enabled': false\n"),
            edit("global: {enabled: true}\n", "global: {enabled: false}\n"),
            edit("global: { enabled: true, x: [1, 2] } # z\n", "global: { enabled: false, x: [1, 2] } # z\n"),
            edit("{global: {enabled: true}, a: b}", "{global: {enabled: false}, a: b}"),
            edit("# 🚀 ünï\na: 🚀\nglobal: {enabled: true}\n", "# 🚀 ünï\na: 🚀\nglobal: {enabled: false}\n"),
            edit("\uFEFFglobal: {enabled: true}\n", "\uFEFFglobal: {enabled: false}\n"),
            edit(
                    "other:\n  enabled: true\nglobal:\n  enabled: true\n",
                    "other:\n  enabled: true\nglobal:\n  enabled: false\n"),
            edit(
                    "text: |\n  global:\n    enabled: true\nglobal:\n  enabled: true",
                    "text: |\n  global:\n    enabled: true\nglobal:\n  enabled: false"),
            edit("global:\n  enabled: yes\n", "global:\n  enabled: false\n"),
            // The key has no value.
            edit("global:\n  enabled:\n  x: y\n", "global:\n  enabled: false\n  x: y\n"),
            edit("global:\n  enabled: # why\n", "global:\n  enabled: false # why\n"),
            edit("global:\n  enabled: ~ # why\n", "global:\n  enabled: false # why\n"),
            edit("global: {enabled}\n", "global: {enabled: false}\n"),
            // The key is missing.
            edit("global:\n    x: y # z\n", "global:\n    enabled: false\n    x: y # z\n"),
            edit("global:\r\n  # c\r\n  x: y\r\n", "global:\r\n  # c\r\n  enabled: false\r\n  x: y\r\n"),
            edit("global: {x: y}\n", "global: {enabled: false, x: y}\n"),
            edit("global: { x: y }\n", "global: { enabled: false, x: y }\n"),
            edit("global: {}\n", "global: {enabled: false}\n"),
            edit("global:\n  {\n    x: y,\n  }\n", "global:\n  {\n    enabled: false, x: y,\n  }\n"),
            // The section has no value.
            edit("global:\na: b\n", "global: {enabled: false}\na: b\n"),
            edit("global: # c\na: b\n", "global: {enabled: false} # c\na: b\n"),
            edit("global: ~\n", "global: {enabled: false}\n"),
            // The section is missing.
            edit("a: b\n", "a: b\nglobal:\n  enabled: false\n"),
            edit("a: b # c", "a: b # c\nglobal:\n  enabled: false\n"),
            edit("a: b\r\n", "a: b\r\nglobal:\r\n  enabled: false\r\n"),
            edit("a: b\n\n# end\n", "a: b\n\n# end\nglobal:\n  enabled: false\n"),
            edit("  a: b\n  c: d\n", "  a: b\n  c: d\n  global:\n    enabled: false\n"),
            edit("# top\na: b\n...\n", "# top\nglobal:\n  enabled: false\na: b\n...\n"),
            edit("a: |\n  text", "global:\n  enabled: false\na: |\n  text"),
            edit("{a: b}\n", "{global: {enabled: false}, a: b}\n"),
            edit("--- {}\n", "--- {global: {enabled: false}}\n"),
        };
    }

    private static Arguments edit(String before, String after) {
        return Arguments.of(before, after);
    }

    @Test
    void switchingOffAndOnAgainGivesTheSameText() {
        String text = "# a\nglobal: { enabled: true } # b\r\nc: d";
        String off = EnabledEditor.withEnabled(text, false).value().orElseThrow();
        assertThat(off).isNotEqualTo(text);
        assertThat(EnabledEditor.withEnabled(off, true).value()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment\n",
                "- global\n",
                "global: [enabled]\n",
                "global: text\n",
                "global: {enabled: [true]}\n",
                "global:\n  enabled:\n    a: b\n",
                "global: {enabled: true}\nglobal: {enabled: true}\n",
                "global: {enabled: true, enabled: true}\n",
                "global: &a {enabled: true}\n",
                "a: *b\n",
                "global:\n\tenabled: true\n",
                "global: {enabled: true}\n---\nglobal: {enabled: true}\n",
                "global: [\n"
            })
    void whatIsNotAClearDefinitionIsRefused(String text) {
        assertThat(EnabledEditor.withEnabled(text, false).problems()).hasSize(1);
    }
}
