package io.processmaster.common.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.IpLiteral;
import io.processmaster.common.auth.Passwords;
import io.processmaster.common.auth.Role;
import io.processmaster.common.auth.TokenHash;
import io.processmaster.common.names.AppName;
import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import io.processmaster.common.units.FileMode;
import io.processmaster.common.units.Signal;
import io.processmaster.common.units.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any text is an amount, a name, an address, a hash, … that is the same when it is written and read again, or is none. */
public final class ValuesFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(ValuesFuzzTest.class, ValuesFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as UTF-8. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        units(text);
        names(text);
        secrets(text);
    }

    private static void units(String text) {
        DataSize.parse(text)
                .ifPresent(size -> assertThat(DataSize.parse(size.kernelText())).contains(size));
        TimeSpan.parse(text).ifPresent(span -> {
            assertThat(TimeSpan.parse(span.toMillis() + "ms").isPresent() || span.toMillis() >= 1_000_000_000_000L)
                    .isTrue();
            assertThat(TimeSpan.parse(TimeSpan.text(span)).orElseThrow()).isLessThanOrEqualTo(span);
        });
        FileMode.parse(text)
                .ifPresent(mode -> assertThat(FileMode.parse(mode.octal())).contains(mode));
        CpuQuota.parse(text).ifPresent(quota -> {
            String again = quota.isMax() ? "MAX" : quota.millicores() + "m";
            assertThat(CpuQuota.parse(again)).contains(quota);
            assertThat(quota.kernelText()).matches("(max|[1-9][0-9]{3,}) 100000");
        });
        Signal.parse(text).ifPresent(signal -> {
            assertThat(Signal.parse(signal.fullName())).contains(signal);
            assertThat(Signal.parse(String.valueOf(signal.number()))).contains(signal);
        });
    }

    private static void names(String text) {
        assertThat(AppName.parse(text).isPresent())
                .isEqualTo(AppName.problemWith(text).isEmpty());
        AppName.parse(text).ifPresent(name -> {
            assertThat(name.text()).isEqualTo(text).hasSizeLessThanOrEqualTo(AppName.MAX_LENGTH);
            assertThat(text).doesNotContain("/", "\0", "\n", " ").isNotIn(".", "..");
        });
        IpLiteral.parse(text).ifPresent(address -> {
            assertThat(IpLiteral.parse(address.text())).contains(address);
            assertThat(address.text()).doesNotContain("%");
        });
        Role.named(text);
    }

    private static void secrets(String text) {
        assertThat(HtpasswdEntry.parse(text).isPresent())
                .isEqualTo(HtpasswdEntry.problemWith(text).isEmpty());
        HtpasswdEntry.parse(text).ifPresent(entry -> {
            assertThat(HtpasswdEntry.parse(entry.text())).contains(entry);
            assertThat(entry.cost()).isLessThanOrEqualTo(HtpasswdEntry.MOST_COST);
            assertThat(entry.toString()).doesNotContain(entry.digest());
            if (entry.cost() == 4) {
                assertThat(entry.matches(entry.user() + "x", "secret".toCharArray()))
                        .isFalse();
            }
        });
        TokenHash.parse(text).ifPresent(hash -> {
            boolean cheap = !hash.isSlow();
            assertThat(cheap && hash.matches(text)).isFalse();
        });
        Passwords.problemWith(text.toCharArray());
    }
}
