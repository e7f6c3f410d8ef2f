package io.processmaster.daemon.adapter.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;

/** The sockets of one network namespace that wait for others, as the kernel lists them. */
final class SocketTable {
    /** Lines of a table that are looked at: the kernel lists those that listen first. */
    static final int MOST_LINES = 100_000;

    private static final String LISTENING = "0A";
    // What the kernel calls closed is a UDP socket without a peer.
    private static final String UNCONNECTED = "07";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int GROUP_DIGITS = 8;
    private static final int HEX = 16;

    private SocketTable() {}

    /**
     * One socket.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param address local address in its shortest form
     * @param port local port
     * @param inode its number, by which open descriptors name it
     */
    record Entry(String protocol, String address, int port, long inode) {}

    /**
     * Those in {@code directory}, the {@code net} of a process, whose inode is wanted; empty when the process is gone.
     * Others are not kept, for an app can open more than the memory holds.
     */
    static Optional<List<Entry>> read(Path directory, LongPredicate wanted) {
        List<Entry> entries = new ArrayList<>();
        boolean found = false;
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            try (BufferedReader lines =
                    Files.newBufferedReader(directory.resolve(table), StandardCharsets.ISO_8859_1)) {
                lines.readLine();
                String line = lines.readLine();
                for (int i = 0; line != null && i < MOST_LINES; i++) {
                    entry(table.substring(0, 3), line)
                            .filter(entry -> wanted.test(entry.inode()))
                            .ifPresent(entries::add);
                    line = lines.readLine();
                }
                found = true;
            } catch (IOException e) {
                // Gone, or a host without IPv6: what was read counts.
            }
        }
        return found ? Optional.of(entries) : Optional.empty();
    }

    /** Takes one line apart; empty when it is not of a socket that waits. */
    static Optional<Entry> entry(String protocol, String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length <= INODE || !words[STATE].equals(protocol.equals("tcp") ? LISTENING : UNCONNECTED)) {
            return Optional.empty();
        }
        int colon = words[LOCAL].indexOf(':');
        try {
            return Optional.of(new Entry(
                    protocol,
                    address(words[LOCAL].substring(0, colon)),
                    Integer.parseInt(words[LOCAL].substring(colon + 1), HEX),
                    Long.parseLong(words[INODE])));
        } catch (NumberFormatException | IndexOutOfBoundsException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Groups of four bytes, each written as a number of the host's byte order. */
    private static String address(String digits) throws UnknownHostException {
        byte[] bytes = new byte[digits.length() / 2];
        for (int group = 0; group + GROUP_DIGITS <= digits.length(); group += GROUP_DIGITS) {
            int word = Integer.parseUnsignedInt(digits, group, group + GROUP_DIGITS, HEX);
            int ordered = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
            for (int i = 0; i < Integer.BYTES; i++) {
                bytes[group / 2 + i] = (byte) (ordered >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
            }
        }
        // That of a mapped IPv4 address becomes the IPv4 address, which is what people call it.
        InetAddress address = InetAddress.getByAddress(bytes);
        return address instanceof Inet6Address ? shortened(bytes) : address.getHostAddress();
    }

    /** The first of the longest runs of zeros is left out, as RFC 5952 has it. */
    private static String shortened(byte[] bytes) {
        int[] groups = new int[bytes.length / 2];
        int from = -1;
        int length = 1;
        int run = 0;
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << Byte.SIZE | (bytes[2 * i + 1] & 0xff);
            run = groups[i] == 0 ? run + 1 : 0;
            if (run > length) {
                length = run;
                from = i - run + 1;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == from) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]).toLowerCase(Locale.ROOT));
            }
        }
        return text.toString();
    }
}
