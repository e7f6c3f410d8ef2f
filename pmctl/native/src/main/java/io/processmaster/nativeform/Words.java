package io.processmaster.nativeform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.interop.Address;

/** Texts that the kernel and the build gave to this process. */
final class Words {
    private Words() {}

    static List<String> ofCommandLine() {
        List<String> all = read(CLibrary.ARGUMENTS);
        return all.subList(Math.min(1, all.size()), all.size());
    }

    /** By name; the first counts when one is given twice. */
    static Map<String, String> ofEnvironment() {
        Map<String, String> variables = new HashMap<>();
        for (String variable : read(CLibrary.ENVIRONMENT)) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return variables;
    }

    static String ofBuild() {
        return read(CLibrary.BUILD).get(0);
    }

    /** The bytes of a text for the C library, which wants to see their end. */
    static byte[] ended(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static List<String> read(int which) {
        byte[] none = new byte[1];
        byte[] bytes = new byte[CLibrary.words(which, Address.ofData(none), 0)];
        CLibrary.words(which, Address.ofData(bytes), bytes.length);
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == 0) {
                words.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
                start = end + 1;
            }
        }
        return words;
    }
}
