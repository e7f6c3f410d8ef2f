package io.processmaster.daemon.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.api.LogChunk;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.FollowSink;
import io.processmaster.daemon.control.LogQuery;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.http.Ask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogStreamsTest {
    private final BlockingQueue<LogQuery> asked = new LinkedBlockingQueue<>();
    private final LogStreams streams = new LogStreams(this::follow);

    /** Says one thing and waits until it is over; an app named ghost is unknown. */
    private void follow(LogQuery query, FollowSink<LogChunk> sink) throws Refused {
        if (query.app().equals(Optional.of("ghost"))) {
            throw Refused.unknownApps(List.of("ghost"));
        }
        asked.add(query);
        sink.begin();
        boolean open = sink.offer(chunk("hello\n"));
        while (open) {
            open = sink.await(Duration.ofSeconds(30));
        }
    }

    private static LogChunk chunk(String text) {
        return new LogChunk("web", "out.log", text);
    }

    private static Ask ask(Map<String, String> query) {
        return new Ask(new FakeLink(1).visitor(), Map.of(), query, Map.of(), "");
    }

    private static List<JsonObject> take(FakeLink link) {
        return link.takeAll().stream().map(JsonReader::readObject).toList();
    }

    private static List<String> types(List<JsonObject> messages) {
        return messages.stream().map(message -> message.text("type")).toList();
    }

    @Test
    void aStreamBeginsAndItsThreadEndsWithItsLink() throws Exception {
        FakeLink link = new FakeLink(10);
        streams.opened(link, ask(Map.of("name", "web", "file", "out.log", "lines", "7")));
        LogQuery query = asked.take();
        assertThat(query.file()).contains("out.log");
        assertThat(query.lines()).isEqualTo(7);
        List<JsonObject> told = new ArrayList<>();
        Eventually.holds("the text comes", () -> {
            told.addAll(take(link));
            return types(told).equals(List.of("begin", "log"));
        });
        assertThat(told.get(1).integer("seq")).isEqualTo(2);
        assertThat(told.get(1).array("chunks").objects(LogChunk::fromJson)).containsExactly(chunk("hello\n"));
        link.close(1000, "bye");
        Eventually.holds("the stream ends", () -> streams.count() == 0);
    }

    @Test
    void aRefusalIsToldBeforeTheLinkIsClosed() throws Refused {
        FakeLink link = new FakeLink(10);
        streams.opened(link, ask(Map.of("name", "ghost")));
        Eventually.holds("the link is closed", () -> link.closedFor().isPresent());
        List<JsonObject> told = take(link);
        assertThat(types(told)).containsExactly("end");
        assertThat(told.get(0).text("reason")).startsWith("no such app: ghost");
    }

    @Test
    void onlySoManyAreFollowedAtATime() throws Exception {
        List<FakeLink> links = new ArrayList<>();
        for (int i = 0; i < LogStreams.MAX_STREAMS; i++) {
            links.add(new FakeLink(10));
            streams.opened(links.get(i), ask(Map.of()));
        }
        assertThatThrownBy(() -> streams.opened(new FakeLink(10), ask(Map.of())))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.kind()).isEqualTo(ErrorKind.TOO_MANY_STREAMS));
        streams.close();
        assertThat(links).allMatch(link -> link.closedFor().isPresent());
        Eventually.holds("all streams end", () -> streams.count() == 0);
    }

    @Test
    void aNumberOfLinesThatIsNoneIsRefused() {
        for (String lines : List.of("-1", "x", "", "99999999999", "10001")) {
            assertThatThrownBy(() -> streams.opened(new FakeLink(10), ask(Map.of("lines", lines))))
                    .isInstanceOfSatisfying(
                            Refused.class, why -> assertThat(why.kind()).isEqualTo(ErrorKind.INVALID_PARAMS));
        }
    }

    @Test
    void aSlowClientIsToldHowManyBytesItMissedOnceItHasTakenTheRest() {
        FakeLink link = new FakeLink(2);
        LogSink sink = new LogSink(link, Duration.ZERO);
        sink.listen();
        sink.begin();
        assertThat(sink.offer(chunk("a\n"))).isTrue();
        assertThat(sink.offer(chunk("äö\n"))).isTrue();
        assertThat(sink.offer(chunk("x\n"))).isTrue();
        assertThat(types(take(link))).containsExactly("begin", "log");
        assertThat(sink.isOpen()).isTrue();
        List<JsonObject> told = take(link);
        assertThat(types(told)).containsExactly("lagged");
        assertThat(told.get(0).integer("dropped_bytes")).isEqualTo(7);
        assertThat(sink.offer(chunk("b\n"))).isTrue();
        assertThat(types(take(link))).containsExactly("log");
    }

    @Test
    void textThatWaitsIsBoundedHoweverMuchTheLinkWouldTake() {
        FakeLink link = new FakeLink(1_000);
        LogSink sink = new LogSink(link, Duration.ZERO);
        sink.begin();
        String text = ("x".repeat(99) + "\n").repeat(20_000);
        assertThat(sink.offer(chunk(text))).isTrue();
        assertThat(link.waitingBytes()).isLessThan(LogSink.MAX_WAITING_BYTES + 2L * LogSink.PIECE_CHARACTERS);
        List<JsonObject> told = new ArrayList<>(take(link));
        assertThat(sink.isOpen()).isTrue();
        told.addAll(take(link));
        long sent = told.stream()
                .filter(message -> message.text("type").equals("log"))
                .flatMap(message -> message.array("chunks").objects(LogChunk::fromJson).stream())
                .mapToLong(chunk -> chunk.text().length())
                .sum();
        JsonObject last = told.get(told.size() - 1);
        assertThat(last.text("type")).isEqualTo("lagged");
        assertThat(sent + last.integer("dropped_bytes")).isEqualTo(text.length());
    }

    @Test
    void noCharacterIsCutInTwo() {
        FakeLink link = new FakeLink(1_000);
        LogSink sink = new LogSink(link, Duration.ZERO);
        String text = "x" + "\uD83D\uDE00".repeat(LogSink.PIECE_CHARACTERS) + "\n";
        assertThat(sink.offer(chunk(text))).isTrue();
        List<String> pieces = take(link).stream()
                .flatMap(message -> message.array("chunks").objects(LogChunk::fromJson).stream())
                .map(LogChunk::text)
                .toList();
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces).hasSizeGreaterThan(1).noneMatch(p -> Character.isHighSurrogate(p.charAt(p.length() - 1)));
    }
}
