package io.processmaster.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtpasswdEntryTest {
    private static final String SALT = "erB5dESMt6duLd/ZyhVvS.";
    private static final String DIGEST = "qTPh.W2gm1dywiKIUKVWjWCLRaf.JC.";
    private static final String HASH = "$2y$05$" + SALT + DIGEST;

    /** Made by libxcrypt, which is no relation of the library used here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "secret | $2y$05$erB5dESMt6duLd/ZyhVvS.qTPh.W2gm1dywiKIUKVWjWCLRaf.JC.",
                "secret | $2b$05$P2OO..YZTTjmXYVXvkAszOWVHv6ywvqI/Ke9CoUse4Xy9sXX4IYla",
                "secret | $2a$05$QfGok.pGlrl7mV76UFeAruhINGHZAVRjaBcJ0KbGglhb8DBuhXn42",
                "pässwörd € | $2y$05$Azsu/3DVXNd5qre5LtjC1.5Pg/VV2RpqJpBGS.KmzIM2et2aECn4.",
                "\" lead and trail \" | $2y$05$e4zQFC9oYOOyLT1tRFzjQuFHh9YphWfew9VOMqkcYVGVhoCHxbAgi",
                "ÿ£345 | $2b$05$T48m7hj6xQMuU9pVJ8gsGeG.dQRO9RXK4.gYwa66A3dENKtv27Rtq",
                "🔑 | $2y$05$Clsh8fjpU/6enh5irqhqyeaRqwC3ePfEA1YB6lR9qy.doQBtVok7C",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                        + " | $2b$05$YpsQphJlmlUIRl7SEIxCceH2lzE2AF2pnRUIXDvAMKw/IFk5gI3PK",
            })
    void entriesOfOtherToolsAreChecked(String password, String hash) {
        HtpasswdEntry entry = HtpasswdEntry.parse("ann:" + hash).orElseThrow();

        assertThat(entry.matches("ann", password.toCharArray())).isTrue();
        assertThat(entry.matches("ann", (password.substring(1) + "?").toCharArray()))
                .isFalse();
        assertThat(entry.matches("bob", password.toCharArray())).isFalse();
    }

    @Test
    void aNewEntryMatchesItsPasswordOnly() {
        HtpasswdEntry entry = HtpasswdEntry.of("ann", "geheim".toCharArray(), 4);

        assertThat(entry.text()).startsWith("ann:$2y$04$").hasSize("ann:".length() + 60);
        HtpasswdEntry read = HtpasswdEntry.parse(entry.text()).orElseThrow();
        assertThat(read).isEqualTo(entry);
        assertThat(read.matches("ann", "geheim".toCharArray())).isTrue();
        assertThat(read.matches("ann", "Geheim".toCharArray())).isFalse();
        assertThat(HtpasswdEntry.of("ann", "geheim".toCharArray(), 4).salt()).isNotEqualTo(entry.salt());
    }

    @Test
    void whatIsNoPasswordMatchesNothingAndDoesNotThrow() {
        HtpasswdEntry entry = HtpasswdEntry.parse("ann:" + HASH).orElseThrow();
        for (String password : new String[] {"", "\0", "secret\0", "\ud800", "x".repeat(73)}) {
            assertThat(entry.matches("ann", password.toCharArray())).isFalse();
        }
        assertThat(entry.matches("", "secret".toCharArray())).isFalse();
    }

    @Test
    void whatBcryptWouldCutOffIsNoMatch() {
        HtpasswdEntry entry = HtpasswdEntry.of("ann", "x".repeat(72).toCharArray(), 4);
        assertThat(entry.matches("ann", "x".repeat(73).toCharArray())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann                | has no ':' between user and hash",
                ":HASH              | has a user that is empty",
                "a\tb:HASH          | has a user that must not contain ':' or control characters",
                "ann:               | has no bcrypt hash, which begins with $2a$, $2b$ or $2y$",
                "ann:$2x$05$SD      | has no bcrypt hash, which begins with $2a$, $2b$ or $2y$",
                "ann:$apr1$x$y      | has no bcrypt hash, which begins with $2a$, $2b$ or $2y$",
                "ann:secret         | has no bcrypt hash, which begins with $2a$, $2b$ or $2y$",
                "ann:$2y$           | has no cost of two digits in its hash",
                "ann:$2y$5$SD       | has no cost of two digits in its hash",
                "ann:$2y$-5$SD      | has no cost of two digits in its hash",
                "ann:$2y$03$SD      | has a cost that is not from 4 to 31",
                "ann:$2y$32$SD      | has a cost that is not from 4 to 31",
                "ann:$2y$17$SD      | has cost 17, which takes too long to check (at most 16)",
                "ann:$2y$05$S       | has a hash of 29 characters instead of 60",
                "ann:$2y$05$SDx     | has a hash of 61 characters instead of 60",
                "ann:$2y$05$SD:role | has a hash of 65 characters instead of 60",
                "ann:$2y$05$S+qTPh.W2gm1dywiKIUKVWjWCLRaf.JC | has a character in its hash that bcrypt does not use",
            })
    void whatIsNoEntryIsToldInWords(String pattern, String problem) {
        String text = pattern.replace("HASH", HASH)
                .replace("$SD", "$" + SALT + DIGEST)
                .replace("$S", "$" + SALT);
        assertThat(HtpasswdEntry.problemWith(text)).contains(problem);
        assertThat(HtpasswdEntry.parse(text)).isEmpty();
    }

    @Test
    void theHashIsInNoOutput() {
        assertThat(HtpasswdEntry.parse("ann:" + HASH).orElseThrow().toString()).isEqualTo("HtpasswdEntry[ann]");
    }

    @Test
    void badPartsAreRefused() {
        assertThatThrownBy(() -> new HtpasswdEntry("a:b", 5, SALT, DIGEST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HtpasswdEntry.of("ann", new char[0], 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the password is empty");
    }

    @Test
    void passwordsThatBcryptCannotUseAreToldApart() {
        assertThat(Passwords.problemWith("ä".repeat(36).toCharArray())).isEmpty();
        assertThat(Passwords.problemWith(("ä".repeat(36) + "x").toCharArray()).orElseThrow())
                .startsWith("is longer than 72 bytes");
        assertThat(Passwords.problemWith("a\0b".toCharArray())).contains("contains a NUL character");
        assertThat(Passwords.problemWith("\udc00".toCharArray())).contains("is not valid text");
    }
}
