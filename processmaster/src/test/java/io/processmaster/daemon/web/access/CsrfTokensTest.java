package io.processmaster.daemon.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which pairs of cookie and header count. */
final class CsrfTokensTest {
    private final SecureRandom random = new SecureRandom();
    private final CsrfTokens tokens = new CsrfTokens(new KeyedDigest(random), random);

    @Test
    void theOwnTokenCounts() {
        String token = tokens.issue("ann");
        assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
        assertThat(tokens.isValid(token, token, "ann")).isTrue();
        assertThat(tokens.issue("ann")).isNotEqualTo(token);
    }

    @Test
    void thatOfAnotherUserOrProcessDoesNot() {
        String token = tokens.issue("ann");
        assertThat(tokens.isValid(token, token, "bob")).isFalse();
        assertThat(new CsrfTokens(new KeyedDigest(random), random).isValid(token, token, "ann"))
                .isFalse();
    }

    @Test
    void cookieAndHeaderMustBeTheSame() {
        assertThat(tokens.isValid(tokens.issue("ann"), tokens.issue("ann"), "ann"))
                .isFalse();
    }

    @Test
    void whatSomebodyMadeUpDoesNotCount() {
        String token = tokens.issue("ann");
        for (String made : List.of(
                "",
                ".",
                "a.b",
                token.substring(1),
                token + "x",
                token + ".",
                token.replace('.', '-'),
                "x" + token,
                token.substring(0, token.indexOf('.') + 1),
                "é." + token,
                "a".repeat(1 << 20) + ".b")) {
            assertThat(tokens.isValid(made, made, "ann")).as(made).isFalse();
        }
        assertThat(tokens.isValid(token, "", "ann")).isFalse();
        assertThat(tokens.isValid("", token, "ann")).isFalse();
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        KeyedDigest digest = new KeyedDigest(random);
        assertThat(digest.of("p", "a", "bc")).isNotEqualTo(digest.of("p", "ab", "c"));
        assertThat(digest.of("p", "a")).isNotEqualTo(digest.of("q", "a")).isEqualTo(digest.of("p", "a"));
    }
}
