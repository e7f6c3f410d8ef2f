package io.processmaster.pmctl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    private static String shown(String text) {
        StringBuilder out = new StringBuilder();
        Printable.append(out, text);
        return out.toString();
    }

    @Test
    void coloursAndTabsOfALogStay() {
        assertThat(shown("\u001b[1;31mred\u001b[0m\tok\n")).isEqualTo("\u001b[1;31mred\u001b[0m\tok\n");
    }

    @Test
    void whatSteersTheTerminalIsShownInstead() {
        assertThat(shown("a\u001b[2Jb\u001b]0;title\u0007c\u009b1md\u202ee")).isEqualTo("a?[2Jb?]0;title?c?1md?e");
    }

    @Test
    void aLineEndOfWindowsIsALineEnd() {
        assertThat(shown("a\r\nb\rc\r")).isEqualTo("a\nb?c?");
    }

    @Test
    void aNameStaysOnItsLine() {
        assertThat(Printable.line("web\nfake  RUNNING\u001b[2J")).isEqualTo("web fake  RUNNING?[2J");
    }
}
