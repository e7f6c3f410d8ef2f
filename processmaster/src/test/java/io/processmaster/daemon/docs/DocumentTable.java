package io.processmaster.daemon.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of the tables of a page in docs, heads and rulers left out. */
public final class DocumentTable {
    private DocumentTable() {}

    /** The cells of each row with at least {@code columns} columns, trimmed. */
    public static List<List<String>> rows(String page, int columns) {
        List<List<String>> rows = new ArrayList<>();
        try {
            boolean head = true;
            for (String line : Files.readAllLines(Path.of("../docs", page))) {
                if (!line.startsWith("|")) {
                    head = true;
                } else if (line.startsWith("|---")) {
                    head = false;
                } else if (!head) {
                    List<String> cells = Arrays.stream(
                                    line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                            .map(String::trim)
                            .toList();
                    if (cells.size() >= columns) {
                        rows.add(cells);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
