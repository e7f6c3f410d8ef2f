package io.processmaster.dist.vm;

import io.processmaster.dist.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a test and the guest say to each other over the serial line of one boot; {@code guest/agent} is the other end. */
final class Conversation {
    private static final Pattern READY = Pattern.compile("\\Aready\n", Pattern.MULTILINE);
    // The guest keeps the time; only a guest that hangs as a whole is noticed by the limit of the machine.
    private static final String REQUEST = "%s %d %s\n";

    private static final int BUFFER = 8192;

    private final InputStream fromGuest;
    private final OutputStream toGuest;
    private final Path transcript;

    /**
     * Begins one with a guest that boots.
     *
     * @param transcript file to which all that is said is appended at once
     */
    Conversation(Process machine, Path transcript) {
        fromGuest = machine.getInputStream();
        toGuest = machine.getOutputStream();
        this.transcript = transcript;
    }

    /** Returns once the guest listens; fails when the machine ends instead. */
    void awaitReady() throws IOException {
        readUpTo(READY);
    }

    /** Has the guest run a script of bash, and returns what it printed to either output. */
    Outcome ask(String script, Duration limit) throws IOException {
        String token = tell(script, limit);
        Answer answer = readUpTo(Pattern.compile("\n" + token + " (\\d+)\n"));
        return new Outcome(script, Integer.parseInt(answer.end().group(1)), answer.before(), "");
    }

    /** Has the guest run a script of bash that may end the guest before it could answer; returns what begins the answer. */
    String tell(String script, Duration limit) throws IOException {
        byte[] asked = ("$ " + script.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        note(asked, asked.length);
        String token =
                String.format(Locale.ROOT, "%016x", ThreadLocalRandom.current().nextLong());
        String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        toGuest.write(REQUEST.formatted(token, limit.toSeconds(), encoded).getBytes(StandardCharsets.US_ASCII));
        toGuest.flush();
        return token;
    }

    /** Reads until the machine has ended. */
    void readToTheEnd() throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = fromGuest.read(buffer); count >= 0; count = fromGuest.read(buffer)) {
            note(buffer, count);
        }
    }

    private record Answer(String before, Matcher end) {}

    private Answer readUpTo(Pattern end) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int count = fromGuest.read(buffer);
            if (count < 0) {
                throw new AssertionError("the machine ended before it answered\n" + text(heard));
            }
            note(buffer, count);
            heard.write(buffer, 0, count);
            if (buffer[count - 1] == '\n') {
                String text = text(heard);
                Matcher matcher = end.matcher(text);
                if (matcher.find()) {
                    return new Answer(text.substring(0, matcher.start()), matcher);
                }
            }
        }
    }

    private static String text(ByteArrayOutputStream heard) {
        return heard.toString(StandardCharsets.UTF_8);
    }

    private void note(byte[] bytes, int count) throws IOException {
        Files.write(transcript, Arrays.copyOf(bytes, count), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
