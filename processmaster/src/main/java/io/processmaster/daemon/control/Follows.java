package io.processmaster.daemon.control;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.LogChunk;
import io.processmaster.common.api.LogText;
import io.processmaster.common.names.AppName;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.LogFiles;
import io.processmaster.daemon.port.LogFollower;
import io.processmaster.daemon.port.LogReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Views of logs and of the journal, once or for as long as somebody looks. */
final class Follows {
    // Only a bound: whatever happens ends the wait at once.
    private static final Duration LOOK_UP = Duration.ofSeconds(30);

    /**
     * How many characters of log lines one answer may have before further apps are left out; the answer is in memory
     * several times over while it is written, in a heap of 128 MiB.
     */
    static final int MAX_REPLY_CHARACTERS = 4 * 1024 * 1024;

    private final LogReader logs;
    private final EventLog events;

    Follows(LogReader logs, EventLog events) {
        this.logs = logs;
        this.events = events;
    }

    List<LogText> tail(List<AppView> apps, LogQuery query) throws Refused {
        List<LogText> texts = new ArrayList<>();
        LogReader.Query wanted = new LogReader.Query(query.file(), query.lines(), query.since(), query.grep());
        refuseUnknownFile(apps, query);
        long characters = 0;
        for (AppView app : apps) {
            if (characters >= MAX_REPLY_CHARACTERS) {
                texts.addAll(leftOut(app, query));
                continue;
            }
            for (LogReader.Tail tail : tails(app, wanted)) {
                texts.add(new LogText(app.spec().name().text(), tail.file().path(), tail.lines(), tail.notice()));
                characters += tail.lines().stream().mapToLong(String::length).sum();
            }
        }
        return texts;
    }

    private List<LogText> leftOut(AppView app, LogQuery query) {
        Optional<String> why = Optional.of("not looked at, the answer is full (name an app, or ask for fewer lines)");
        return logs.declared(app.spec(), query.file()).stream()
                .map(file -> new LogText(app.spec().name().text(), file.path(), List.of(), why))
                .toList();
    }

    private List<LogReader.Tail> tails(AppView app, LogReader.Query wanted) throws Refused {
        try {
            return logs.tail(app.spec(), wanted);
        } catch (IllegalArgumentException e) {
            throw new Refused(ErrorKind.INVALID_PARAMS, e.getMessage());
        }
    }

    private void refuseUnknownFile(List<AppView> apps, LogQuery query) throws Refused {
        if (query.file().isEmpty()
                || apps.stream().anyMatch(app -> !logs.declared(app.spec(), query.file())
                        .isEmpty())) {
            return;
        }
        String file = query.file().get();
        throw new Refused(
                ErrorKind.UNKNOWN_FILE,
                query.app().isEmpty()
                        ? "no app has a log file " + file
                        : apps.get(0).spec().name() + " has no log file " + file + " (it has "
                                + String.join(", ", names(apps.get(0))) + ")");
    }

    private List<String> names(AppView app) {
        return logs.declared(app.spec(), Optional.empty()).stream()
                .map(LogFiles.LogFile::name)
                .toList();
    }

    void follow(List<AppView> apps, LogQuery query, FollowSink<LogChunk> sink) throws Refused {
        List<LogReader.Source> sources = new ArrayList<>();
        refuseUnknownFile(apps, query);
        for (AppView app : apps) {
            logs.declared(app.spec(), query.file())
                    .forEach(file -> sources.add(new LogReader.Source(app.spec(), file)));
        }
        try (LogFollower follower = logs.follow(sources, query.lines())) {
            sink.whenWaiting(follower::wake);
            sink.begin();
            while (sink.isOpen()) {
                for (LogFollower.Chunk chunk : follower.await(LOOK_UP, sink.descriptor())) {
                    if (!sink.offer(chunk(chunk))) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            throw new Refused(ErrorKind.IO_FAILED, "cannot follow the logs: " + e.getMessage());
        }
    }

    /** The file that {@code name} means. */
    LogFiles.LogFile declared(AppView app, String name) throws Refused {
        refuseUnknownFile(
                List.of(app), new LogQuery(Optional.of(app.spec().name().text()), Optional.of(name), 0));
        return logs.declared(app.spec(), Optional.of(name)).get(0);
    }

    private static LogChunk chunk(LogFollower.Chunk chunk) {
        StringBuilder text = new StringBuilder();
        chunk.lines().forEach(line -> text.append(line).append('\n'));
        return new LogChunk(chunk.app().text(), chunk.file().name(), text.toString());
    }

    List<EventEntry> events(Optional<AppName> app, int n) {
        return events.tail(app, n).stream().map(Follows::entry).toList();
    }

    void follow(Optional<AppName> app, int n, FollowSink<EventEntry> sink) {
        try (EventLog.Subscription subscription = events.subscribe(app, n)) {
            sink.begin();
            subscription.whenArrived(sink::wake);
            while (sink.await(LOOK_UP) && !subscription.ended()) {
                Optional<JournalEntry> entry = subscription.poll(Duration.ZERO);
                while (entry.isPresent()) {
                    if (!sink.offer(entry(entry.get()))) {
                        return;
                    }
                    entry = subscription.poll(Duration.ZERO);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static EventEntry entry(JournalEntry entry) {
        return new EventEntry(
                entry.seq(),
                entry.epochMillis(),
                entry.component(),
                entry.app().map(AppName::text),
                entry.event(),
                entry.message(),
                entry.data());
    }
}
