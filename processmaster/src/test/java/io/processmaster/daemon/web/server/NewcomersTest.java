package io.processmaster.daemon.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private final Newcomers<Connection> newcomers = new Newcomers<>();

    private static final class Connection implements Channel {
        private boolean open = true;

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    private static InetSocketAddress peer(String address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private List<Connection> fill(String address, int count) {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(new Connection());
            assertThat(newcomers.add(peer(address, i), connections.get(i))).isEmpty();
        }
        return connections;
    }

    @Test
    void theOldestOfAnAddressMakesWayForAnotherOfIt() {
        List<Connection> first = fill("192.0.2.1", HttpLimits.NEWCOMERS_OF_ADDRESS);
        fill("192.0.2.2", 10);
        assertThat(newcomers.add(peer("192.0.2.1", 5_000), new Connection())).contains(first.get(0));
        assertThat(newcomers.add(peer("192.0.2.1", 5_001), new Connection())).contains(first.get(1));
        assertThat(newcomers.add(peer("192.0.2.2", 5_000), new Connection())).isEmpty();
    }

    @Test
    void aNetworkOfVersionSixIsOneAddress() {
        List<Connection> first = fill("2001:db8::1", HttpLimits.NEWCOMERS_OF_ADDRESS);
        assertThat(newcomers.add(peer("2001:db8::ffff", 1), new Connection())).contains(first.get(0));
        assertThat(newcomers.add(peer("2001:db8:0:1::1", 1), new Connection())).isEmpty();
    }

    @Test
    void whoIsKnownOrGoneIsNotCounted() {
        List<Connection> first = fill("192.0.2.1", HttpLimits.NEWCOMERS_OF_ADDRESS);
        newcomers.remove(peer("192.0.2.1", 0));
        first.get(1).close();
        assertThat(newcomers.add(peer("192.0.2.1", 5_000), new Connection())).isEmpty();
        assertThat(newcomers.add(peer("192.0.2.1", 5_001), new Connection())).isEmpty();
        assertThat(newcomers.add(peer("192.0.2.1", 5_002), new Connection())).contains(first.get(2));
    }

    @Test
    void manyAddressesDoNotFillItEither() {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i <= HttpLimits.NEWCOMERS; i++) {
            all.add(new Connection());
            InetSocketAddress peer = peer("192.0." + i / 200 + "." + i % 200, 1);
            boolean full = i == HttpLimits.NEWCOMERS;
            assertThat(newcomers.add(peer, all.get(i))).isEqualTo(full ? Optional.of(all.get(0)) : Optional.empty());
        }
    }
}
