package io.processmaster.common.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Replaces the text of a small file at once: after a crash there is the old text or the new one, never a part. */
final class FileReplacement {
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int MODE = 07777;
    private static final String ATTRIBUTES = "unix:mode,uid,gid,nlink,ino,size,lastModifiedTime,ctime";

    private final Path file;
    private final Map<String, Object> attributes;

    private FileReplacement(Path file, Map<String, Object> attributes) {
        this.file = file;
        this.attributes = attributes;
    }

    /** Puts {@code edit} of the text in the text's place; tells whether that changed anything. */
    static Result<Boolean> replace(Path file, Function<String, Result<String>> edit) {
        try {
            Map<String, Object> attributes = attributes(file);
            Optional<String> refusal = refusal(attributes);
            return refusal.isPresent()
                    ? Result.bad(file.toString(), "cannot rewrite the file: " + refusal.get())
                    : new FileReplacement(file, attributes).replace(edit);
        } catch (IOException e) {
            return Result.bad(file.toString(), "cannot rewrite the file: " + Faults.words(e));
        }
    }

    private static Map<String, Object> attributes(Path file) throws IOException {
        return Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<String> refusal(Map<String, Object> attributes) {
        int type = (int) attributes.get("mode") & FILE_TYPE;
        if (type == LINK) {
            return Optional.of("it is a symbolic link (edit the file that it names)");
        }
        if (type != REGULAR) {
            return Optional.of("not a regular file");
        }
        boolean single = (int) attributes.get("nlink") == 1;
        return single ? Optional.empty() : Optional.of("it has more than one name (remove the other hard links)");
    }

    private Result<Boolean> replace(Function<String, Result<String>> edit) throws IOException {
        Problems problems = new Problems(file.toString());
        Optional<String> text = SourceText.decode(bytes(), problems);
        if (text.isEmpty()) {
            return Result.bad(problems.sorted());
        }
        Result<String> edited = edit.apply(text.get());
        if (!edited.isGood()) {
            return Result.bad(edited.problems());
        }
        String wanted = edited.value().orElseThrow();
        if (wanted.equals(text.get())) {
            return Result.of(false);
        }
        return exchange(wanted.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] bytes() throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer buffer = ByteBuffer.allocate(SourceText.MOST_BYTES + 1);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Reads on until the end or the bound.
            }
            if (!buffer.hasRemaining()) {
                throw new IOException("larger than 1 MiB");
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }

    private Result<Boolean> exchange(byte[] wanted) throws IOException {
        Path directory = PathRules.directoryOf(file);
        Path temporary = directory.resolve("." + file.getFileName() + "." + random() + ".tmp");
        try {
            write(temporary, wanted);
            if (!Arrays.equals(Files.readAllBytes(temporary), wanted)) {
                throw new IOException("what was written is not what can be read");
            }
            if (!attributes(file).equals(attributes)) {
                return Result.bad(file.toString(), "cannot rewrite the file: it changed meanwhile (try again)");
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return Result.of(true);
    }

    private void write(Path temporary, byte[] wanted) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(temporary, options, onlyOwner)) {
            ByteBuffer buffer = ByteBuffer.wrap(wanted);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            // The owner first: a change of owner clears bits of the mode.
            for (String attribute : List.of("uid", "gid")) {
                if (!attributes(temporary).get(attribute).equals(attributes.get(attribute))) {
                    Files.setAttribute(temporary, "unix:" + attribute, attributes.get(attribute));
                }
            }
            Files.setAttribute(temporary, "unix:mode", (int) attributes.get("mode") & MODE);
            channel.force(true);
        }
    }

    private static String random() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
