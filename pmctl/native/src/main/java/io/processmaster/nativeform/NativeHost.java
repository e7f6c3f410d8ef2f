package io.processmaster.nativeform;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.pmctl.host.Host;
import io.processmaster.pmctl.host.Screen;
import io.processmaster.pmctl.host.Zone;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teavm.interop.Address;

/** The computer by way of the C library. */
final class NativeHost implements Host {
    private static final List<String> FIXED = List.of("UTC", "GMT", "UT");
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

    @Override
    public Optional<Zone> zone(String name) {
        return fixed(name).or(() -> ofFile(name));
    }

    /** One such as {@code UTC} or {@code +05:45}, whose clocks never change. */
    private static Optional<Zone> fixed(String name) {
        String offset = name;
        for (String prefix : FIXED) {
            offset = offset.equals(name) && name.startsWith(prefix) ? name.substring(prefix.length()) : offset;
        }
        try {
            int seconds = offset.isEmpty() ? 0 : ZoneOffset.of(offset).getTotalSeconds();
            return Optional.of(epochSecond -> seconds);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The one that the computer has a file of. */
    private static Optional<Zone> ofFile(String name) {
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
