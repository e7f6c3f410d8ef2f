package io.processmaster.pmctl.onjava;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.pmctl.host.Host;
import io.processmaster.pmctl.host.Screen;
import io.processmaster.pmctl.host.Zone;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Optional;

/**
 * The computer by way of the JDK.
 *
 * @param environment the variables
 */
public record JavaHost(Map<String, String> environment) implements Host {
    /** Copies the variables. */
    public JavaHost {
        environment = Map.copyOf(environment);
    }

    @Override
    public BuildInfo build() {
        return BuildInfo.current();
    }

    @Override
    public Screen screen() {
        return new SttyScreen();
    }

    @Override
    public Zone zone() {
        return zone(ZoneId.systemDefault());
    }

    @Override
    public Optional<Zone> zone(String name) {
        try {
            return Optional.of(zone(ZoneId.of(name)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A zone with the rules of the JDK. */
    public static Zone zone(ZoneId id) {
        ZoneRules rules = id.getRules();
        return epochSecond ->
                rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
    }

    @Override
    public DaemonClient connect(String socket) throws DaemonUnreachable, RpcFailure {
        return DaemonClient.connect(socket, build());
    }

    @Override
    public CalmEnd endCalmly(Runnable last) {
        return new HookedEnd(last);
    }
}
