package io.processmaster.daemon.web.live;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.web.http.Link;
import io.processmaster.daemon.web.http.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A link with a queue of texts of which the client takes as many as it is told to. */
final class FakeLink implements Link {
    private final Visitor visitor;
    private final int room;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final List<Runnable> whenDrained = new ArrayList<>();
    private final List<Runnable> whenClosed = new ArrayList<>();
    private final List<Consumer<String>> whenText = new ArrayList<>();
    private Optional<String> closedFor = Optional.empty();

    /** Takes {@code room} texts before the client takes the first. */
    FakeLink(int room) {
        this(room, Role.ADMIN);
    }

    FakeLink(int room, Role role) {
        this.room = room;
        this.visitor = new Visitor("ann", role, "127.0.0.1");
    }

    /** The client takes the next one, waiting for it at most a while; empty when none came. */
    Optional<String> take() {
        String text;
        List<Runnable> told = List.of();
        synchronized (this) {
            text = waiting.poll();
            if (waiting.isEmpty()) {
                told = List.copyOf(whenDrained);
                whenDrained.clear();
            }
        }
        told.forEach(Runnable::run);
        return Optional.ofNullable(text);
    }

    /** The client sends a text. */
    void say(String text) {
        List<Consumer<String>> told;
        synchronized (this) {
            told = List.copyOf(whenText);
        }
        told.forEach(hearer -> hearer.accept(text));
    }

    /** The client takes all that waits. */
    List<String> takeAll() {
        List<String> texts = new ArrayList<>();
        for (Optional<String> text = take(); text.isPresent(); text = take()) {
            texts.add(text.get());
        }
        return texts;
    }

    synchronized Optional<String> closedFor() {
        return closedFor;
    }

    @Override
    public Visitor visitor() {
        return visitor;
    }

    @Override
    public synchronized boolean send(String text) {
        return closedFor.isEmpty() && waiting.size() < room && waiting.add(text);
    }

    @Override
    public synchronized long waitingBytes() {
        return waiting.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    @Override
    public void whenDrained(Runnable told) {
        synchronized (this) {
            if (!waiting.isEmpty()) {
                whenDrained.add(told);
                return;
            }
        }
        told.run();
    }

    @Override
    public synchronized void whenText(Consumer<String> text) {
        whenText.add(text);
    }

    @Override
    public void whenClosed(Runnable gone) {
        synchronized (this) {
            if (closedFor.isEmpty()) {
                whenClosed.add(gone);
                return;
            }
        }
        gone.run();
    }

    @Override
    public void close(int code, String reason) {
        List<Runnable> told;
        synchronized (this) {
            if (closedFor.isPresent()) {
                return;
            }
            closedFor = Optional.of(code + " " + reason);
            told = List.copyOf(whenClosed);
        }
        told.forEach(Runnable::run);
    }

    @Override
    public synchronized boolean isOpen() {
        return closedFor.isEmpty();
    }
}
