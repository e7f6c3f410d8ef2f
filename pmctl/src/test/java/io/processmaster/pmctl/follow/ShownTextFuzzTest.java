package io.processmaster.pmctl.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.pmctl.host.Zone;
import io.processmaster.pmctl.onjava.JavaHost;
import io.processmaster.pmctl.terminal.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever an app writes is cut into the same lines in whichever pieces it comes, and cannot steer the terminal. */
public final class ShownTextFuzzTest {
    private static final Zone ZONE = JavaHost.zone(ZoneId.of("Europe/Berlin"));
    private static final long MOST_MS = 253_402_300_800_000L;
    // Line ends, tabs and colours apart, nothing that moves or hides what a person reads.
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern STEERING =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029]");

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(ShownTextFuzzTest.class, ShownTextFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as UTF-8; the first says where the text is cut in two. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int cut = Math.min(text.length(), input.length == 0 ? 0 : input[0] & 0xff);
        LineSplitter pieces = new LineSplitter();
        List<String> lines = new ArrayList<>(pieces.add("f", text.substring(0, cut)));
        lines.addAll(pieces.add("f", text.substring(cut)));
        assertThat(lines).isEqualTo(new LineSplitter().add("f", text));
        for (String line : lines) {
            moment(line);
        }
        StringBuilder shown = new StringBuilder();
        Printable.append(shown, text);
        assertThat(COLOUR.matcher(shown).replaceAll("")).doesNotContainPattern(STEERING);
        assertThat(Printable.line(text)).doesNotContainPattern(STEERING).doesNotContain("\n", "\t");
        assertThat(Printable.line(text)).hasSameSizeAs(text);
    }

    private static void moment(String line) {
        OptionalLong moment = TimeStamp.of(line, ZONE);
        // Years before 1 and after 9999 are written in another way.
        if (moment.isPresent() && moment.getAsLong() >= 0 && moment.getAsLong() < MOST_MS) {
            String written = Instant.ofEpochMilli(moment.getAsLong()).toString();
            assertThat(TimeStamp.of(written, ZONE)).isEqualTo(moment);
        }
        TimeStamp.atStartOf(line, ZONE);
    }
}
