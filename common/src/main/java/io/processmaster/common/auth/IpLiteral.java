package io.processmaster.common.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IP address that was written as such, so that nobody has to be asked where it is.
 *
 * @param address never one with a zone
 */
public record IpLiteral(InetAddress address) {
    private static final int MOST_CHARACTERS = 45;
    private static final String PART = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String V4 = PART + "(\\." + PART + "){3}";
    private static final String V6 = "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

    /** The address in {@code text}, with or without brackets when it is one of IPv6; empty when it is none. */
    public static Optional<IpLiteral> parse(String text) {
        boolean bracketed = text.length() > 2 && text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean right = bare.length() <= MOST_CHARACTERS && bare.matches(bracketed ? V6 : V4 + "|" + V6);
        if (!right) {
            return Optional.empty();
        }
        try {
            // With a colon, or as four numbers, it is never looked up as a name.
            return Optional.of(new IpLiteral(InetAddress.getByName(bare)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether only this host can reach it. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** Its one spelling, without brackets. */
    public String text() {
        return address.getHostAddress();
    }
}
