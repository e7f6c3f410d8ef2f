package io.processmaster.daemon.web.access;

import io.processmaster.common.auth.IpLiteral;
import java.net.Inet6Address;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Whom failures and connections are counted for: one address of IPv4, or one network of IPv6, which one customer has all of. */
public final class AddressGroup {
    private static final int NETWORK_BYTES = 8;

    private AddressGroup() {}

    /** The group of a literal address, with or without a zone; any other text is a group of its own. */
    public static String of(String address) {
        int zone = address.indexOf('%');
        Optional<IpLiteral> literal = IpLiteral.parse(zone < 0 ? address : address.substring(0, zone));
        return literal.map(known -> known.address() instanceof Inet6Address six
                        ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "::/64"
                        : known.text())
                .orElse(address);
    }
}
