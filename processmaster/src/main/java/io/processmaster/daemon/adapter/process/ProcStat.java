package io.processmaster.daemon.adapter.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/stat} says of one process.
 *
 * @param pid its number
 * @param name of the program, cut to 15 bytes by the kernel
 * @param state one letter, such as R, S, D, T, Z
 * @param session number of the session's leader
 * @param nice its niceness
 * @param startTicks clock ticks between the host's boot and its start
 */
record ProcStat(int pid, String name, char state, int session, int nice, long startTicks) {
    // Positions after the name in parentheses, which may itself contain spaces and parentheses.
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final int NICE = 16;
    private static final int START = 19;

    /** Reads it; empty when there is no such process. */
    static Optional<ProcStat> read(int pid) throws IOException {
        Path file = Path.of("/proc", Integer.toString(pid), "stat");
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // The process ended between open and read.
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            throw new IOException("read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Takes the kernel's line apart; empty when it is none. */
    static Optional<ProcStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 1 || close < open) {
            return Optional.empty();
        }
        String[] rest = line.substring(close + 1).strip().split(" ", -1);
        if (rest.length <= START) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcStat(
                    Integer.parseInt(line.substring(0, open).strip()),
                    line.substring(open + 1, close),
                    rest[STATE].charAt(0),
                    Integer.parseInt(rest[SESSION]),
                    Integer.parseInt(rest[NICE]),
                    Long.parseLong(rest[START])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether it has ended and only waits for its parent to notice. */
    boolean isZombie() {
        return state == 'Z' || state == 'X';
    }

    /** Whether it leads its session. */
    boolean leadsSession() {
        return session == pid;
    }
}
