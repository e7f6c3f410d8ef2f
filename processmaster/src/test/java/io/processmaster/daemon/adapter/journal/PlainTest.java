package io.processmaster.daemon.adapter.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.core.journal.JournalEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain text                 | plain text",
                "größer: 日本語 🚀           | größer: 日本語 🚀",
                "'two\nlines\r'             | two\\nlines\\r",
                "'tab\there'                | tab\\there",
                "'\u001b[31mred'            | \\u001b[31mred",
                "'bell\u0007'               | bell\\u0007",
                "'next\u0085 line\u2028'    | next\\u0085 line\\u2028",
                "'turned\u202eback'         | turned\\u202eback",
            })
    void textsAreOneHarmlessLine(String raw, String shown) {
        assertThat(Plain.text(raw, 100)).isEqualTo(shown);
    }

    @Test
    void aZeroByteIsMadeVisible() {
        assertThat(Plain.text("a\0b", 100)).isEqualTo("a\\u0000b");
    }

    @Test
    void halfACharacterIsMadeVisible() {
        assertThat(Plain.text("a" + (char) 0xd83d + "b", 100)).isEqualTo("a\\ud83db");
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef,  6, abcdef",
        "abcdefg, 6, abc…",
        "ééé,     6, ééé",
        "éééé,    6, é…",
        "🚀🚀,    8, 🚀🚀",
        "🚀🚀🚀,  8, 🚀…",
    })
    void longTextsAreCutBetweenCharacters(String raw, int bytes, String shown) {
        assertThat(Plain.text(raw, bytes)).isEqualTo(shown);
    }

    @Test
    void noTextIsLongerThanAllowed() {
        Random random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder raw = new StringBuilder();
            int length = random.nextInt(60);
            for (int k = 0; k < length; k++) {
                raw.appendCodePoint(random.nextBoolean() ? random.nextInt(0x110000) : random.nextInt(0x100));
            }
            int limit = 3 + random.nextInt(100);
            String text = Plain.text(raw.toString(), limit);
            assertThat(text.getBytes(UTF_8).length).as("seed 17, case %d", i).isLessThanOrEqualTo(limit);
            assertThat(text.codePoints().noneMatch(Character::isISOControl)).isTrue();
        }
    }

    @Test
    void theFactsOfAnEntryAreBoundedTogether() {
        Map<String, String> data = new LinkedHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            data.put("fact" + i, "\"".repeat(5_000));
        }
        JournalEntry entry = Plain.entry(1, 2, "c", Optional.empty(), "e", "\\".repeat(9_000), data);
        assertThat(entry.message().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Plain.MAX_TEXT_BYTES);
        assertThat(entry.data().values())
                .hasSizeBetween(4, 5)
                .allMatch(value -> value.getBytes(UTF_8).length <= Plain.MAX_TEXT_BYTES);
        assertThat(EntryLine.encode(entry).getBytes(UTF_8)).hasSizeLessThan(EntryLine.MAX_BYTES);
        assertThat(EntryLine.decode(EntryLine.encode(entry))).contains(entry);
    }
}
