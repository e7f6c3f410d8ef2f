package io.processmaster.common.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Permission bits are octal in every spelling. */
final class FileModeTest {
    @ParameterizedTest
    @CsvSource({
        "660, 0660",
        "0660, 0660",
        "0o660, 0660",
        "0O660, 0660",
        "00660, 0660",
        "0, 0000",
        "7, 0007",
        "7777, 7777",
        "07777, 7777",
        "432, 0432"
    })
    void everySpellingIsOctal(String text, String octal) {
        assertThat(FileMode.parse(text).map(FileMode::octal)).contains(octal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "888", "0668", "669", "10000", "77777", "-660", "+660", " 660", "0x1b0", "0o", "6_6", "rw", "000660"
            })
    void refusesEverythingElse(String text) {
        assertThat(FileMode.parse(text)).isEmpty();
    }

    @Test
    void cannotHoldOtherBits() {
        assertThatThrownBy(() -> new FileMode(010000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileMode(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
