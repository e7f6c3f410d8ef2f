package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.line.Program;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Finds out where the daemon listens. */
final class SocketPath {
    private SocketPath() {}

    /** The path of --sock, else of the environment, else of the config file, else the usual one. */
    static Path of(CommandLine line, Map<String, String> environment) {
        if (line.has("sock")) {
            return path(line, line.value("sock").orElseThrow());
        }
        String told = environment.getOrDefault(Program.SOCKET_VARIABLE, "");
        if (!told.isEmpty()) {
            return path(line, told);
        }
        if (line.has("config")) {
            return ConfiguredSocket.of(line, path(line, line.value("config").orElseThrow()));
        }
        return Path.of(Program.DEFAULT_SOCKET);
    }

    private static Path path(CommandLine line, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw line.wrong("\"" + text + "\" is not a path: " + e.getReason());
        }
    }
}
