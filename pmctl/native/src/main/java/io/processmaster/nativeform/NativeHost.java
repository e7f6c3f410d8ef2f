package io.processmaster.nativeform;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.pmctl.host.Host;
import io.processmaster.pmctl.host.Screen;
import io.processmaster.pmctl.host.Zone;
import java.util.Map;
import java.util.Optional;
import org.teavm.interop.Address;

/** The computer by way of the C library. */
final class NativeHost implements Host {
    private static final String ZONES = "/usr/share/zoneinfo/";

    private final Map<String, String> environment = Words.ofEnvironment();

    @Override
    public BuildInfo build() {
        return BuildInfo.parse(Words.ofBuild());
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Screen screen() {
        return new ControllingTerminal();
    }

    @Override
    public Zone zone() {
        return CLibrary::offsetAt;
    }

    /** The one that the computer has a file of. */
    @Override
    public Optional<Zone> zone(String name) {
        for (int i = 0; i < name.length(); i++) {
            char part = name.charAt(i);
            boolean plain = part < 128 && (Character.isLetterOrDigit(part) || "/_+-".indexOf(part) >= 0);
            if (!plain) {
                return Optional.empty();
            }
        }
        if (!CLibrary.exists(Address.ofData(Words.ended(ZONES + name)))) {
            return Optional.empty();
        }
        return Optional.of(epochSecond -> CLibrary.offsetIn(Address.ofData(Words.ended(":" + name)), epochSecond));
    }

    @Override
    public DaemonClient connect(String socket) throws DaemonUnreachable, RpcFailure {
        return DaemonClient.over(SocketConnection.to(socket), build());
    }

    /** Nothing of what the native form does needs a last act: the screens that do are handed over. */
    @Override
    public CalmEnd endCalmly(Runnable last) {
        CLibrary.endCalmly(true);
        return () -> CLibrary.endCalmly(false);
    }
}
