package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.access.AddressGroup;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections over which nobody proved yet who they are; any thread may call.
 *
 * <p>They may not be many. When they are, the oldest one makes way: who comes to log in is known a moment later, and
 * who only takes room loses it.
 */
final class Newcomers<C extends Channel> {
    private final Map<InetSocketAddress, Newcomer<C>> oldestFirst = new LinkedHashMap<>();

    private record Newcomer<C>(InetSocketAddress peer, String group, C connection) {}

    /**
     * Takes in a connection.
     *
     * @return the one that has to make way, which the caller closes
     */
    synchronized Optional<C> add(InetSocketAddress peer, C connection) {
        oldestFirst.values().removeIf(newcomer -> !newcomer.connection().isOpen());
        String group = AddressGroup.of(peer.getAddress().getHostAddress());
        List<Newcomer<C>> ofGroup = oldestFirst.values().stream()
                .filter(newcomer -> newcomer.group().equals(group))
                .toList();
        Optional<Newcomer<C>> ousted = Optional.empty();
        if (ofGroup.size() >= HttpLimits.NEWCOMERS_OF_ADDRESS) {
            ousted = Optional.of(ofGroup.get(0));
        } else if (oldestFirst.size() >= HttpLimits.NEWCOMERS) {
            ousted = oldestFirst.values().stream().findFirst();
        }
        ousted.ifPresent(oldest -> oldestFirst.remove(oldest.peer()));
        oldestFirst.put(peer, new Newcomer<>(peer, group, connection));
        return ousted.map(Newcomer::connection);
    }

    /** The connection of that peer is of somebody who is known. */
    synchronized void remove(InetSocketAddress peer) {
        oldestFirst.remove(peer);
    }
}
