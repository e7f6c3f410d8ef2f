package io.processmaster.common.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals by name and number. */
final class SignalTest {
    @ParameterizedTest
    @CsvSource({
        "SIGTERM, TERM",
        "term, TERM",
        "Sigterm, TERM",
        "15, TERM",
        "HUP, HUP",
        "9, KILL",
        "usr1, USR1",
        "SIGPOLL, IO",
        "SIGIOT, ABRT",
        "CLD, CHLD",
        "31, SYS"
    })
    void hasSeveralSpellings(String text, Signal signal) {
        assertThat(Signal.parse(text)).contains(signal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIG", "0", "32", "-9", "015", "SIG15", "SIGSIGTERM", "SIGTREM", "TERM KILL"})
    void refusesEverythingElse(String text) {
        assertThat(Signal.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByWhatItIsCalled(Signal signal) {
        assertThat(Signal.parse(signal.fullName())).contains(signal);
        assertThat(Signal.parse(String.valueOf(signal.number()))).contains(signal);
        assertThat(Signal.nameOf(signal.number())).isEqualTo(signal.fullName());
    }

    @Test
    void aRealTimeSignalIsCalledByItsNumber() {
        assertThat(Signal.nameOf(34)).isEqualTo("SIG34");
    }
}
