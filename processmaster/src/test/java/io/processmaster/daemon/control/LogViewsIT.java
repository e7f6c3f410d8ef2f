package io.processmaster.daemon.control;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.api.LogChunk;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.adapter.journal.FileJournal;
import io.processmaster.daemon.adapter.logs.AppLogReader;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Log files of a real file system, followed by somebody without a descriptor, and copied. */
@Timeout(60)
class LogViewsIT {
    private static final TimeSource TIME = new TimeSource() {
        @Override
        public Moment now() {
            return new Moment(Instant.now(), System.nanoTime());
        }

        @Override
        public String bootId() {
            return "boot";
        }
    };

    private final AppLogReader reader = new AppLogReader(process -> WEB, TIME, ZoneOffset.UTC);
    private Playground ground;
    private Path stdout;
    private AppView app;

    @BeforeEach
    void makeGround() throws IOException {
        ground = new Playground();
        stdout = ground.home().resolve("out.log");
        app = new AppView(
                ground.app("out.log", "err.log", List.of()), AppLife.unborn(TIME.now(), "never started"), List.of());
    }

    @AfterEach
    void removeGround() throws IOException {
        if (ground != null) {
            ground.close();
        }
    }

    /** Like a link of the console: it tells by a call, not by a descriptor, that it is closed. */
    private static final class CallingSink implements FollowSink<LogChunk> {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private volatile Runnable wakeFollower = () -> {};
        private volatile boolean open = true;

        void close() {
            open = false;
            wakeFollower.run();
        }

        @Override
        public void begin() {
            texts.add("begin");
        }

        @Override
        public boolean offer(LogChunk item) {
            return texts.add(item.text()) && open;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public int descriptor() {
            return NO_DESCRIPTOR;
        }

        @Override
        public void whenWaiting(Runnable wake) {
            wakeFollower = wake;
        }

        @Override
        public boolean await(Duration most) {
            return open;
        }

        @Override
        public void wake() {
            wakeFollower.run();
        }
    }

    @Test
    void aFollowerWithoutADescriptorEndsAtOnceWhenItsSinkIsClosed() throws Exception {
        Playground.write(stdout, "one\n", WEB);
        CallingSink sink = new CallingSink();
        try (FileJournal journal = FileJournal.open(ground.top(), TIME)) {
            Follows follows = new Follows(reader, journal);
            CompletableFuture<String> ended = CompletableFuture.supplyAsync(() -> {
                try {
                    follows.follow(
                            List.of(app),
                            new LogQuery(Optional.of(app.spec().name().text()), Optional.of("out.log"), 10),
                            sink);
                    return "over";
                } catch (Refused why) {
                    return why.getMessage();
                }
            });
            assertThat(sink.texts.take()).isEqualTo("begin");
            assertThat(sink.texts.take()).isEqualTo("one\n");
            Files.writeString(stdout, "two\n", StandardOpenOption.APPEND);
            assertThat(sink.texts.take()).isEqualTo("two\n");
            sink.close();
            // Left alone it would look up only after half a minute.
            assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo("over");
            sink.wake();
        }
    }

    private LogExport.LogCopy copy() throws Refused {
        return new LogCopies(reader)
                .of(app, reader.declared(app.spec(), Optional.of("out.log")).get(0));
    }

    @Test
    void aCopyHasWhatWasThereWhenItBegan() throws Exception {
        String text = "x".repeat(200_000) + "\n";
        Playground.write(stdout, text, WEB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream growing = new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
                Files.writeString(stdout, "more\n", StandardOpenOption.APPEND);
            }
        }) {
            copy().writeTo(growing);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void aLinkIsNotFollowedAndWhatIsMissingIsToldSo() throws Exception {
        assertThatThrownBy(this::copy).isInstanceOfSatisfying(Refused.class, why -> assertThat(why.kind())
                .isEqualTo(ErrorKind.UNKNOWN_FILE));
        Files.createSymbolicLink(stdout, ground.decoy().resolve("secret"));
        assertThatThrownBy(this::copy).isInstanceOfSatisfying(Refused.class, why -> assertThat(why.kind())
                .isEqualTo(ErrorKind.IO_FAILED));
    }

    @Test
    void aLinkThatComesAfterTheCheckIsNotFollowedEither() throws Exception {
        Playground.write(stdout, "mine\n", WEB);
        LogExport.LogCopy copy = copy();
        Files.delete(stdout);
        Files.createSymbolicLink(stdout, ground.decoy().resolve("secret"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> copy.writeTo(out)).isInstanceOf(IOException.class);
        assertThat(out.size()).isZero();
    }
}
