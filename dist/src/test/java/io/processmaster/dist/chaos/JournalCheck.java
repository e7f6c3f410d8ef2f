package io.processmaster.dist.chaos;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the files of the journal and looks whether they are complete and in order.
 *
 * @param state the state directory
 */
record JournalCheck(Path state) {
    private static final int OLDEST = 4;

    /** All events in the files, oldest first; a line that is none is allowed only where the end was torn. */
    List<EventEntry> read() {
        List<EventEntry> events = new ArrayList<>();
        for (int age = OLDEST; age >= 0; age--) {
            Path file = state.resolve(age == 0 ? "journal.jsonl" : "journal.jsonl." + age);
            if (Files.exists(file)) {
                for (String line : lines(file)) {
                    parse(line, events);
                }
            }
        }
        return events;
    }

    private static List<String> lines(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            // What follows the last line break is being written, or was torn.
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    private static void parse(String line, List<EventEntry> events) {
        try {
            events.add(EventEntry.fromJson(JsonReader.readObject(line)));
        } catch (JsonException e) {
            throw new Violation("the journal has a line that is no event: " + line);
        }
    }

    /**
     * Numbers go up by one; only at the start of a daemon may some be left out.
     *
     * @param hardEnds how many daemons could not write what was left
     * @param heard what was told over the socket, by number
     */
    void complete(List<EventEntry> events, int hardEnds, Map<Long, EventEntry> heard) {
        Map<Long, EventEntry> written = new HashMap<>();
        int gaps = 0;
        EventEntry before = events.get(0);
        written.put(before.seq(), before);
        for (EventEntry event : events.subList(1, events.size())) {
            boolean next = event.seq() == before.seq() + 1;
            boolean gap = event.seq() > before.seq() && event.event().equals("daemon_started");
            if (!next && !gap) {
                throw new Violation("the journal goes on in the wrong way: " + before + "\n" + event);
            }
            gaps += next ? 0 : 1;
            written.put(event.seq(), event);
            before = event;
        }
        if (gaps > hardEnds) {
            throw new Violation("the journal has " + gaps + " gaps, and only " + hardEnds
                    + " daemons were killed or ended on a full disk");
        }
        heard.forEach((number, event) -> {
            EventEntry there = written.get(number);
            if (there != null && !there.equals(event)) {
                throw new Violation("told and written are not the same: " + event + "\n" + there);
            }
        });
    }
}
