package io.processmaster.daemon.web.live;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.json.JsonArray;
import io.processmaster.daemon.control.StatusFeed;
import io.processmaster.daemon.web.http.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one kind of client wants to be told; knows the texts and keeps nothing. */
interface Dialect {
    /** What a new client is told. */
    Set<Topic> greeting();

    /** What a client is told that missed something. */
    Set<Topic> remedy();

    /** All that there is to say of a topic now, the same for every client; not of {@link Topic#HELLO}, LAGGED and ROWS. */
    List<Message> all(Topic topic, Scene scene);

    /** Who the client is. */
    List<Message> hello(Scene scene, Visitor visitor);

    /** That the client missed {@code dropped} messages. */
    List<Message> lagged(long dropped);

    /** What became of the apps. */
    List<Message> changed(Scene scene, StatusFeed.Change change);

    /** New figures of apps, none when {@code figures} is empty. */
    List<Message> measured(Scene scene, Map<String, JsonArray> figures);

    /** New rows in the history of the app that the client watches. */
    List<Message> rows(UsageReport news);

    /** What the client wants by a text that it sent; empty when it is none that it may want. */
    Optional<Wish> wish(String text);

    /** New events. */
    List<Message> happened(List<EventEntry> events);
}
