package io.processmaster.daemon.adapter.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.port.Handle;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs of admin actions on a real disk. */
class AdminLogsIT {
    private static final Identity ROOT = new Identity(0, 0, List.of(), "root", "/root", "/bin/sh");
    private static final String LOG = "admin_action_stdout.log";
    private static final byte[] WORDS = "words\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    private Path logs;
    private AdminLogs opener;

    @BeforeEach
    void open() throws Exception {
        opener = new AdminLogs(directory);
        opener.stdout(ROOT).close();
        logs = directory.resolve("logs");
    }

    @Test
    void aLargeOneIsRenamedAndWhoeverStillWritesGoesOnThere() throws Exception {
        try (Handle running = opener.stdout(ROOT)) {
            fill();
            try (Handle next = opener.stdout(ROOT)) {
                FileChanges.write(running, WORDS, WORDS.length);
                FileChanges.write(next, WORDS, WORDS.length);
            }
        }
        assertThat(logs.resolve(LOG)).hasBinaryContent(WORDS);
        assertThat(Files.size(logs.resolve(LOG + ".1"))).isEqualTo(AdminLogs.MAX_BYTES + 1 + WORDS.length);
    }

    @Test
    void onlySoManyAreKeptAndNothingOfAnotherNameIsTouched() throws Exception {
        Files.writeString(logs.resolve(LOG + ".old"), "old");
        Files.createDirectory(logs.resolve(LOG + ".3"));
        for (int i = 1; i <= AdminLogs.BACKUPS + 3; i++) {
            fill();
            opener.stdout(ROOT).close();
        }
        try (Stream<Path> files = Files.list(logs)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            // The log, nine numbered ones, the directory in the way, and the one of another name.
            assertThat(names).hasSize(AdminLogs.BACKUPS + 2).contains(LOG, LOG + ".10", LOG + ".old");
        }
        assertThat(logs.resolve(LOG)).isEmptyFile();
        assertThat(logs.resolve(LOG + ".3")).isDirectory();
    }

    private void fill() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(logs.resolve(LOG).toFile(), "rw")) {
            file.setLength(AdminLogs.MAX_BYTES + 1);
        }
    }
}
