package io.processmaster.daemon.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that come and go between two looks at a file. */
class OneNameTest {
    @TempDir
    Path directory;

    private Path theirs;
    private Path name;

    private interface Work {
        void run() throws IOException;
    }

    @BeforeEach
    void makeFile() throws IOException {
        theirs = Files.writeString(directory.resolve("theirs"), "x");
        name = directory.resolve("name");
    }

    private static FileHandle open(Path path) throws FileFault {
        return FilePosix.open(FilePosix.AT_FDCWD, path.toString(), FilePosix.O_PATH | FilePosix.O_NOFOLLOW, 0, 0);
    }

    /** Asks until the file rests, with {@code before} and {@code after} around the second look at the name. */
    private Optional<FileStatus> ask(FileHandle file, Work before, Work after) throws IOException {
        boolean[] looked = {false};
        for (int i = 0; i < 10 && !looked[0]; i++) {
            Optional<FileStatus> answer = OneName.of(file, () -> {
                looked[0] = true;
                run(before);
                FileHandle again = open(name);
                run(after);
                return again;
            });
            if (looked[0] || answer.isPresent()) {
                return answer;
            }
        }
        throw new AssertionError("it never rests");
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void nothing() {}

    @Test
    void aFileOfOneNameIsToldAndSoIsOneOfTwo() throws IOException {
        Files.move(theirs, name);
        try (FileHandle file = open(name)) {
            assertThat(ask(file, OneNameTest::nothing, OneNameTest::nothing)
                            .orElseThrow()
                            .links())
                    .isEqualTo(1);
        }
        Files.createLink(theirs, name);
        try (FileHandle file = open(name)) {
            assertThat(ask(file, OneNameTest::nothing, OneNameTest::nothing)
                            .orElseThrow()
                            .links())
                    .isEqualTo(2);
        }
    }

    @Test
    void aFileThatLostTheNameThatLedToItIsNot() throws IOException {
        Files.createLink(name, theirs);
        try (FileHandle file = open(name)) {
            Files.delete(name);
            assertThat(ask(file, OneNameTest::nothing, OneNameTest::nothing)).isEmpty();
        }
    }

    @Test
    void norIsOneThatGetsThatNameBackForAMoment() throws IOException {
        Files.createLink(name, theirs);
        try (FileHandle file = open(name)) {
            Files.delete(name);
            assertThat(ask(file, () -> Files.createLink(name, theirs), () -> Files.delete(name)))
                    .isEmpty();
            assertThat(ask(file, () -> Files.createLink(name, theirs), OneNameTest::nothing))
                    .isEmpty();
        }
    }

    @Test
    void norIsOneThatWasExchangedOrRemoved() throws IOException {
        Files.writeString(name, "y");
        try (FileHandle file = open(name)) {
            assertThat(ask(file, () -> Files.move(name, directory.resolve("away")), OneNameTest::nothing))
                    .isEmpty();
        }
        Files.writeString(name, "z");
        try (FileHandle file = open(name)) {
            assertThat(ask(
                            file,
                            () -> {
                                Files.delete(name);
                                Files.writeString(name, "another");
                            },
                            OneNameTest::nothing))
                    .isEmpty();
        }
    }
}
