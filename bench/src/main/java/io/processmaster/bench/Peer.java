package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A supervisor under measurement, with a daemon, a directory and a pipe of its own, all of which go when it is closed. */
abstract class Peer implements AutoCloseable {
    private static final long COMMAND_SECONDS = 120;

    private final Site site;

    Peer(Site site) {
        this.site = site;
    }

    final Site site() {
        return site;
    }

    /** Writes the definitions of these apps, once, before {@link #boot}. */
    abstract void define(Apps apps) throws IOException;

    /** Starts the daemon; returns once it has answered for the first time. */
    abstract void boot() throws Exception;

    /** The command that starts the defined apps for the first time; empty when the daemon does so by itself. */
    abstract Optional<List<String>> launch();

    /** What a person types, after the name of the program: {@code restart app-0}. All of them know the same verbs. */
    abstract ProcessBuilder command(List<String> words) throws IOException;

    /** What a person types for the last {@link LogLines#SHOWN} lines of an app's output, as near as this one comes to it. */
    abstract List<String> lastLines(String app);

    /** The daemon, and helpers of it that stay. */
    abstract List<Long> daemons() throws IOException;

    /** Where all processes of apps are, and perhaps the daemon. */
    abstract Path group();

    /** The files with what an app has written to its standard output, oldest first. */
    abstract List<Path> logs(String app) throws IOException;

    /** Begins a command. */
    final Process start(String... words) throws IOException {
        return site.start(command(List.of(words)));
    }

    /** Waits for the end of a command, which is to be a success. */
    final void finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("a command did not end within " + COMMAND_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException("a command ended with " + process.exitValue() + ": " + lastWords());
        }
    }

    /** A command from its start to its end. */
    final void run(String... words) throws IOException, InterruptedException {
        finish(start(words));
    }

    /** Boots and launches; returns the first instruction of the app that came last, or nothing when it takes too long. */
    final Optional<Pulse.Beat> bringUp(int apps, Duration limit) throws Exception {
        boot();
        Optional<List<String>> command = launch();
        if (command.isEmpty()) {
            return site.pulse().last(apps, limit);
        }
        Process process = start(command.get().toArray(String[]::new));
        Optional<Pulse.Beat> last = site.pulse().last(apps, limit);
        if (last.isPresent()) {
            finish(process);
        }
        return last;
    }

    /** How many processes the apps have. */
    final int processes() throws IOException {
        List<Long> pids = new ArrayList<>(new CgroupMembers(group()).pids());
        pids.removeAll(daemons());
        return pids.size();
    }

    /** Memory of the daemon and its helpers in KiB, of which what is shared counts in shares. */
    final long proportionalKib() throws IOException {
        long kib = 0;
        for (long pid : daemons()) {
            kib += ProportionalMemory.kib(pid);
        }
        return kib;
    }

    /** Processor time that the daemon and its helpers have used so far. */
    final long processorNanos() throws IOException {
        long nanos = 0;
        for (long pid : daemons()) {
            nanos += new ProcessFigures(pid).accountedNanos();
        }
        return nanos;
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(site.home().output());
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
    }

    /** Writes a script for {@code /bin/sh}, the same for all apps. */
    final Path script(Apps apps) throws IOException {
        Path home = site.home().directory("script");
        return Files.writeString(
                home.resolve("app.sh"), apps.script().text(site.home().pipe()) + "\n");
    }

    @Override
    public void close() {
        site.close();
    }
}
