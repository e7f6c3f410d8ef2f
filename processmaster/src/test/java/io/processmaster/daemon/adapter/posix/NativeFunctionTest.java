package io.processmaster.daemon.adapter.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFunctionTest {
    @TempDir
    private Path directory;

    @Test
    void aFunctionThatThisLibraryDoesNotHaveFailsWhenItIsCalled() {
        NativeFunction missing = NativeFunction.of("pm_no_such_function", 0);
        assertThatExceptionOfType(UnsatisfiedLinkError.class)
                .isThrownBy(missing::call)
                .withMessageContaining("pm_no_such_function");
    }

    @Test
    void aNegativeResultOfFourBytesIsNegative() {
        assertThat(DescriptorCalls.close(-1)).isEqualTo(-1);
        assertThat(Libc.errno()).isEqualTo(9);
        assertThat(Libc.strerror(9)).isEqualTo("Bad file descriptor");
    }

    @Test
    void theErrorOfAThreadIsItsOwn() throws InterruptedException {
        DescriptorCalls.close(-1);
        Thread other = new Thread(() -> FileCalls.unlinkat(FilePosix.AT_FDCWD, FilePosix.bytes("/no/such/file"), 0));
        other.start();
        other.join();
        assertThat(Libc.errno()).isEqualTo(9);
    }

    @Test
    void offsetsHaveEightBytes() throws Exception {
        Path file = Files.createFile(directory.resolve("sparse"));
        long far = (1L << 32) + 5;
        try (FileHandle handle = FilePosix.open(FilePosix.AT_FDCWD, file.toString(), FilePosix.O_RDWR, 0, 0)) {
            assertThat(FileCalls.ftruncate(handle.fd(), far + 3)).isZero();
            assertThat(DescriptorCalls.lseek(handle.fd(), far, 0)).isEqualTo(far);
            assertThat(DescriptorCalls.write(handle.fd(), new byte[] {1, 2, 3}, 2))
                    .isEqualTo(2);
            byte[] back = new byte[10];
            assertThat(DescriptorCalls.pread(handle.fd(), back, far)).isEqualTo(3);
            assertThat(back).startsWith(1, 2, 0);
        }
        assertThat(Files.size(file)).isEqualTo(far + 3);
    }

    @Test
    void arraysShortAndLongArriveWhole() throws Exception {
        // Those from 1 KiB on go another way through the library.
        for (int size : new int[] {0, 1, 1_023, 1_024, 1_025, 70_000}) {
            byte[] content = new byte[size];
            IntStream.range(0, size).forEach(i -> content[i] = (byte) (i * 7));
            Path file = directory.resolve("of-" + size);
            Files.createFile(file);
            try (FileHandle handle = FilePosix.open(FilePosix.AT_FDCWD, file.toString(), FilePosix.O_RDWR, 0, 0)) {
                assertThat(DescriptorCalls.write(handle.fd(), content, size)).isEqualTo(size);
                byte[] back = new byte[size];
                assertThat(DescriptorCalls.pread(handle.fd(), back, 0)).isEqualTo(size);
                assertThat(back).isEqualTo(content);
            }
        }
    }

    @Test
    void nothingIsWrittenOrReadBeyondAnArray() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> DescriptorCalls.write(-1, new byte[3], 4));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> FileCalls.statx(-1, FilePosix.bytes(""), 0, 0, new byte[255]));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Memory.of(4).getLong(0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Memory.of(4).putInt(1, 0));
    }

    @Test
    void memoryIsZeroAndTextsEndWhereTheyEnd() {
        Memory text = Memory.text("grün");
        assertThat(text.size()).isEqualTo(6);
        assertThat(Memory.textAt(text.address(), 100)).isEqualTo("grün");
        assertThat(Memory.textAt(text.address(), 2)).isEqualTo("gr");
        assertThat(Memory.textAt(0, 100)).isEmpty();
        assertThat(Memory.of(8).getLong(0)).isZero();
        Memory.keep(text);
    }
}
