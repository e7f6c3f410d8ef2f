package io.processmaster.daemon.adapter.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTextTest {
    @TempDir
    Path directory;

    private Path file(String content) throws Exception {
        return Files.writeString(directory.resolve("file"), content);
    }

    @Test
    void aLongFileIsReadToItsEnd() throws Exception {
        String content = "12345\n".repeat(5000);
        assertThat(KernelText.all(file(content).toString())).isEqualTo(content.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anEmptyFileHasNothing() throws Exception {
        assertThat(KernelText.all(file("").toString())).isEmpty();
    }

    @Test
    void aSmallPartIsAllThatIsReadOfAFileWithALimit() throws Exception {
        assertThat(KernelText.read(file("123456").toString(), 4)).containsExactly('1', '2', '3', '4');
    }

    @Test
    void whatIsNotThereIsAFaultOfTheOneAndNothingForTheOther() {
        String missing = directory.resolve("missing").toString();
        assertThat(KernelText.read(missing, 10)).isEmpty();
        assertThatThrownBy(() -> KernelText.all(missing))
                .isInstanceOfSatisfying(
                        FileFault.class, fault -> assertThat(fault.errno()).isEqualTo(FileFault.ENOENT))
                .hasMessageContaining(missing);
    }

    @Test
    void whatCannotBeReadIsAFault() {
        assertThatThrownBy(() -> KernelText.all(directory.toString()))
                .isInstanceOfSatisfying(
                        FileFault.class, fault -> assertThat(fault.errno()).isEqualTo(FileFault.EISDIR));
    }
}
