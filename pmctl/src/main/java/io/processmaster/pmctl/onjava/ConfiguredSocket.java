package io.processmaster.pmctl.onjava;

import io.processmaster.common.config.MasterReader;
import io.processmaster.common.config.Result;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.line.UsageProblem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The socket path of a master config; apart from the rest because reading YAML takes long. */
final class ConfiguredSocket {
    private static final int MOST_SHOWN = 3;

    private ConfiguredSocket() {}

    static String of(CommandLine line, String file) {
        Result<MasterSpec> result = MasterReader.read(path(line, file));
        if (result.value().isPresent()) {
            return result.value().get().socket().path();
        }
        throw mistake(line, result);
    }

    private static Path path(CommandLine line, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw line.wrong("\"" + text + "\" is not a path: " + e.getReason());
        }
    }

    private static UsageProblem mistake(CommandLine line, Result<MasterSpec> result) {
        StringBuilder all = new StringBuilder("taking the socket path from --config: ");
        int shown = Math.min(MOST_SHOWN, result.problems().size());
        for (int i = 0; i < shown; i++) {
            all.append(i == 0 ? "" : "; ").append(result.problems().get(i));
        }
        int others = result.problems().size() - shown;
        return line.wrong(others == 0 ? all.toString() : all + " (and " + others + " more: see pmctl validate)");
    }
}
