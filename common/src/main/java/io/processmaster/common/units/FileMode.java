package io.processmaster.common.units;

import java.util.Optional;

/**
 * Permission bits of a file, always written and read in octal.
 *
 * @param bits 0 to 07777
 */
public record FileMode(int bits) {
    /** Refuses bits that no file can have. */
    public FileMode {
        if (bits < 0 || bits > 07777) {
            throw new IllegalArgumentException("not a file mode: " + bits);
        }
    }

    /** Reads {@code 660}, {@code 0660} or {@code 0o660}, octal in each spelling; empty when it is none. */
    public static Optional<FileMode> parse(String text) {
        String digits = text.startsWith("0o") || text.startsWith("0O") ? text.substring(2) : text;
        if (!digits.matches("[0-7]{1,5}")) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(digits, 8);
        return bits > 07777 ? Optional.empty() : Optional.of(new FileMode(bits));
    }

    /** Four octal digits, such as {@code 0660}. */
    public String octal() {
        String digits = Integer.toOctalString(bits);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
