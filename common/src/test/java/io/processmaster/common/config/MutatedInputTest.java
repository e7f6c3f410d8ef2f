package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are told about; they never surprise the reader, and they never make it tell a secret. */
final class MutatedInputTest {
    private static final int ROUNDS = 1000;
    private static final String[] PIECES = {
        ":", ": ", "\n", "\t", "- ", "[", "]", "{", "}", "\"", "'", "|", ">", "&a ", "*a", "!t ", "<<: ", "---\n",
        "...\n", "%", "#", "?", "~", "\0", "\uFEFF", "\u2028", "🚀", "\r", "@", "`", "  ", "null", "\\", "\\x"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neitherReaderNorEditorThrows(long seed) throws IOException {
        byte[] whole = wholeDefinition();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            examine(mutated(whole, random));
        }
    }

    @Test
    void theUndamagedFileIsGood() throws IOException {
        Problems problems = new Problems("whole.yaml");
        Optional<Fields> fields = SourceText.decode(wholeDefinition(), problems)
                .flatMap(text -> YamlTree.read(text, problems))
                .map(root -> KeyCheck.check(root, AppKeys.TABLE, problems));
        assertThat(fields).isPresent();
        assertThat(problems.sorted()).isEmpty();
    }

    private static void examine(byte[] bytes) {
        Problems problems = new Problems("mutated.yaml");
        Optional<String> text = SourceText.decode(bytes, problems);
        text.flatMap(known -> YamlTree.read(known, problems))
                .map(root -> KeyCheck.check(root, AppKeys.TABLE, problems))
                .ifPresent(fields -> {
                    ProcessReader.process(fields, Origin.file(Path.of("/")));
                    ProcessReader.stop(fields);
                    LogsReader.read(fields, Optional.empty());
                    LimitsReader.resources(fields);
                    LimitsReader.restart(fields);
                });
        for (Problem problem : problems.sorted()) {
            assertThat(problem.toString()).doesNotContain("hunter2", "\n", "\u001b", "org.yaml");
            assertThat(problem.line()).isBetween(0, 1000);
        }
        text.ifPresent(known -> EnabledEditor.withEnabled(known, false).value().ifPresent(edited -> assertThat(edited)
                .contains("false")));
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, random.nextInt(20));
        byte[] piece =
                switch (random.nextInt(4)) {
                    case 0 -> new byte[] {(byte) random.nextInt(256)};
                    case 1 -> new byte[0];
                    case 2 -> Arrays.copyOfRange(bytes, at, at + length);
                    default -> PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
                };
        int removed = random.nextBoolean() ? 0 : length;
        byte[] result = new byte[bytes.length - removed + piece.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(piece, 0, result, at, piece.length);
        System.arraycopy(bytes, at + removed, result, at + piece.length, bytes.length - at - removed);
        return result.length == 0 ? bytes : result;
    }

    private static byte[] wholeDefinition() throws IOException {
        try (InputStream in = MutatedInputTest.class.getResourceAsStream("whole.yaml")) {
            return in.readAllBytes();
        }
    }
}
