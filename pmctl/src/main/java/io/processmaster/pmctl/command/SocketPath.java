package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.line.Program;
import java.util.Map;

/** Finds out where the daemon listens. */
final class SocketPath {
    private SocketPath() {}

    /** The path of --sock, else of the environment, else of the config file, else the usual one. */
    static String of(CommandLine line, Map<String, String> environment, WiderForm wider) {
        if (line.has("sock")) {
            return line.value("sock").orElseThrow();
        }
        String told = environment.getOrDefault(Program.SOCKET_VARIABLE, "");
        if (!told.isEmpty()) {
            return told;
        }
        if (line.has("config")) {
            return wider.configuredSocket(line, line.value("config").orElseThrow());
        }
        return Program.DEFAULT_SOCKET;
    }
}
