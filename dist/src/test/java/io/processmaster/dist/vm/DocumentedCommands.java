package io.processmaster.dist.vm;

import io.processmaster.dist.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documentation tells people to type, taken from it word for word. */
final class DocumentedCommands {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private DocumentedCommands() {}

    /**
     * The lines of the first block of shell commands below a heading.
     *
     * @param document name of a file in {@code docs}
     * @param heading such as {@code ## Install}
     */
    static List<String> of(String document, String heading) {
        Path file = Tree.source().resolve("docs").resolve(document);
        try {
            String text = Files.readString(file);
            int start = text.indexOf("\n" + heading + "\n");
            Matcher block = BLOCK.matcher(text);
            if (start < 0 || !block.find(start)) {
                throw new AssertionError(file + ": no commands below " + heading);
            }
            return block.group(1).lines().toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
