package io.processmaster.daemon.adapter.provision;

import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.common.units.FileMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What the marker says: when it was made, and for which list of entries. */
final class Marker {
    private static final String DIGEST = "entries_sha256=";

    private Marker() {}

    /** Its content. */
    static String text(List<ProvisioningEntry> entries, long epochMillis) {
        return "provisioned_at_ms=" + epochMillis + "\n" + DIGEST + digest(entries) + "\n";
    }

    /** Whether a marker names another list; false when it names none. */
    static boolean isOfOther(String text, List<ProvisioningEntry> entries) {
        return text.lines()
                .filter(line -> line.startsWith(DIGEST))
                .anyMatch(line -> !line.equals(DIGEST + digest(entries)));
    }

    private static String digest(List<ProvisioningEntry> entries) {
        StringBuilder all = new StringBuilder();
        for (ProvisioningEntry entry : entries) {
            // No part can hold a NUL, so no two lists make the same text.
            all.append(entry.path())
                    .append('\0')
                    .append(entry.owner().orElse(""))
                    .append('\0')
                    .append(entry.group().orElse(""))
                    .append('\0')
                    .append(entry.recursive())
                    .append('\0')
                    .append(entry.mode().map(FileMode::octal).orElse(""))
                    .append('\0')
                    .append(entry.netBindCapability())
                    .append('\0');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
