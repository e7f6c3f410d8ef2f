package io.processmaster.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The checker of accessibility, run inside a page. */
final class Axe {
    private static final String SCRIPT = read();

    // A finding in words: what is wrong, how bad, and the first places.
    private static final String RUN =
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(
                found => done(found.violations
                    .filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .map(v => v.impact + ' ' + v.id + ': ' + v.help + '\\n' + v.nodes.slice(0, 5)
                        .map(n => '  ' + n.target.join(' ') + ' ' + n.html.slice(0, 200) + '\\n    '
                            + (n.any.concat(n.all, n.none)[0] || {message: ''}).message)
                        .join('\\n'))),
                failure => done(['axe failed: ' + failure]));
            """;

    private Axe() {}

    /** What it finds in the page that is open, serious and critical findings only; empty when it finds none. */
    @SuppressWarnings("unchecked") // the script makes strings
    static List<String> findings(Page page) {
        page.script(SCRIPT);
        return (List<String>) page.asynchronous(RUN);
    }

    private static String read() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("cannot read the script of axe", e);
        }
    }
}
