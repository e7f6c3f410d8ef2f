package io.processmaster.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of pages for people to look at, in {@code dist/target/screens}. */
final class Screens {
    private Screens() {}

    /** Where they are. */
    static Path directory() {
        return Tree.root().resolveSibling("screens");
    }

    /** Keeps one of what the browser shows now, as {@code NAME-LABEL.png}. */
    static Path take(Browser browser, String name) {
        try {
            Files.createDirectories(directory());
            Await.until(
                    "nothing moves any more",
                    () -> Boolean.TRUE.equals(browser.page()
                            .script("return document.getAnimations().every(a => a.playState !== 'running')")));
            Path file = directory().resolve(name + "-" + browser.screen().label() + ".png");
            return Files.write(file, browser.picture());
        } catch (IOException e) {
            throw new AssertionError("cannot keep a picture of " + name, e);
        }
    }
}
