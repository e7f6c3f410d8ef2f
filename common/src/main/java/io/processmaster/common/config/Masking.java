package io.processmaster.common.config;

import io.processmaster.common.spec.EnvironmentEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of what a definition says, before people who may not know them read it; rather too much than too little. */
final class Masking {
    /** Stands for what is hidden, whatever its length. */
    static final String MASK = "********";

    private static final String SMELL =
            "(?:password|passwd|passphrase|pwd|secret|token|key|credential|auth|dsn|private)";
    private static final String NAME = "[\\w.-]*" + SMELL + "[\\w.-]*";
    private static final String WORD = "(?:\"[^\"]*\"|'[^']*'|[^\\s;&,\"']+)";

    private static final Pattern SMELLS = pattern(SMELL);
    private static final Pattern OPTION = pattern("-{1,2}" + NAME);
    // The last @ counts: a password that nobody encoded may contain one, and a slash.
    private static final Pattern URL = pattern("(://[^\\s:@/]*:)\\S+(@)");
    private static final Pattern HEADER = pattern("((?:authorization|cookie)\\s*[:=]\\s*)[^\"'\\r\\n]+");
    private static final Pattern SCHEME = pattern("(\\b(?:bearer|basic)\\s+)[^\\s\"']+");
    private static final Pattern ASSIGNED = pattern("(" + NAME + "[\"']?\\s*[=:]\\s*)" + WORD);
    private static final Pattern FOLLOWING = pattern("(-{1,2}" + NAME + "\\s+)" + WORD);
    private static final String PEM = "-----BEGIN ";

    private static final String FILE = "@file://";
    private static final Pattern ENCODED = Pattern.compile("@(?:base64|b64|hex)://.*", Pattern.DOTALL);

    private Masking() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** The value of a variable: where it is when it lies in a file, and nothing of it when it is encoded. */
    static String value(EnvironmentEntry entry) {
        String value = entry.value().strip();
        if (value.startsWith(FILE)) {
            return entry.value();
        }
        boolean hidden =
                ENCODED.matcher(value).matches() || SMELLS.matcher(entry.name()).find();
        return hidden ? MASK : text(entry.value());
    }

    /** The arguments of a command; what follows an option such as {@code --token} is hidden. */
    static List<String> arguments(List<String> arguments) {
        List<String> masked = new ArrayList<>(arguments.size());
        boolean secret = false;
        for (String argument : arguments) {
            boolean hide = secret && !argument.startsWith("--");
            masked.add(hide ? MASK : text(argument));
            secret = !hide && OPTION.matcher(argument).matches();
        }
        return masked;
    }

    /** A text that may be a whole script, or a URL. */
    static String text(String text) {
        if (text.contains(PEM)) {
            return MASK;
        }
        String masked = replace(URL, text, "$1" + MASK + "$2");
        masked = replace(HEADER, masked, "$1" + MASK);
        masked = replace(SCHEME, masked, "$1" + MASK);
        masked = replace(ASSIGNED, masked, "$1" + MASK);
        return replace(FOLLOWING, masked, "$1" + MASK);
    }

    private static String replace(Pattern pattern, String text, String by) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.replaceAll(by) : text;
    }
}
