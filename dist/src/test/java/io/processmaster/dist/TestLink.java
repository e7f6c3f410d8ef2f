package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link of a page below {@code docs} to a test of any module: {@code [XTest#method](../path/XTest.java)}.
 *
 * @param type the simple name of the class
 * @param method the test
 * @param target the file, as it is written
 */
record TestLink(String type, String method, String target) {
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)#(\\w+)]\\(([^)]+)\\)");

    /** The links of a text, in their order. */
    static List<TestLink> in(String text) {
        List<TestLink> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(text);
        while (matcher.find()) {
            links.add(new TestLink(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        return links;
    }

    /** The cells of the rows of the tables below a heading, without the heads of the tables. */
    static List<List<String>> rows(String page, String heading) throws IOException {
        String text = Files.readString(Tree.source().resolve("docs").resolve(page));
        int begin = text.indexOf("# " + heading + "\n");
        assertThat(begin).as(page + " has a heading " + heading).isNotNegative();
        int end = text.indexOf("\n## ", begin);
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : text.substring(begin, end < 0 ? text.length() : end).split("\n", -1)) {
            if (!line.startsWith("|")) {
                inside = false;
            } else if (line.startsWith("|---")) {
                inside = true;
            } else if (inside) {
                rows.add(List.of(line.substring(1, line.length() - 1).strip().split(" *\\| *", -1)));
            }
        }
        return rows;
    }

    /** Fails unless there is such a test. */
    void assertLeadsToATest() throws IOException {
        Path file = Tree.source().resolve("docs").resolve(target).normalize();
        assertThat(file).as(toString()).isRegularFile().hasFileName(type + ".java");
        assertThat(target).as(toString()).contains("/src/test/");
        // The annotations of a method, each of which may take several lines, stand before it without a line between.
        Pattern test = Pattern.compile(
                "@(?:Test|ParameterizedTest|RepeatedTest)\\b(?:(?!\\n\\n|\\n    }\\n)[\\s\\S])*?\\bvoid " + method
                        + "\\(");
        assertThat(test.matcher(Files.readString(file)).find())
                .as("there is a test " + this)
                .isTrue();
    }

    @Override
    public String toString() {
        return type + "#" + method + " in " + target;
    }
}
