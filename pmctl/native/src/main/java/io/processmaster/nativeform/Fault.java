package io.processmaster.nativeform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.teavm.interop.Address;

/** Errors of the C library in its words, which are those of the JDK too. */
final class Fault {
    private static final int MOST_BYTES = 256;

    private Fault() {}

    static String words(int error) {
        byte[] text = new byte[MOST_BYTES];
        int length = CLibrary.errorText(error, Address.ofData(text), MOST_BYTES);
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    static IOException of(int error) {
        return new IOException(words(error));
    }
}
