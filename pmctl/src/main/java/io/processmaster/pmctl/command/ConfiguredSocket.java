package io.processmaster.pmctl.command;

import io.processmaster.common.config.MasterReader;
import io.processmaster.common.config.Result;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.line.UsageProblem;
import java.nio.file.Path;

/** The socket path of a master config; apart from the rest because reading YAML takes long. */
final class ConfiguredSocket {
    private ConfiguredSocket() {}

    static Path of(CommandLine line, Path file) {
        Result<MasterSpec> result = MasterReader.read(file);
        if (result.value().isPresent()) {
            return Path.of(result.value().get().socket().path());
        }
        throw mistake(line, result);
    }

    private static UsageProblem mistake(CommandLine line, Result<MasterSpec> result) {
        int others = result.problems().size() - 1;
        return line.wrong("taking the socket path from --config: "
                + result.problems().get(0) + (others == 0 ? "" : " (and " + others + " more: see pmctl validate)"));
    }
}
