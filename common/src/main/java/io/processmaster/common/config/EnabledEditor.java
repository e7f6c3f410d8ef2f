package io.processmaster.common.config;

import io.processmaster.common.config.YamlNode.Mapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Switches {@code global.enabled} within the text of a definition and leaves everything else as it is. */
public final class EnabledEditor {
    private static final String CANNOT = "cannot set global.enabled: ";

    private EnabledEditor() {}

    /**
     * The text with {@code global.enabled} set, and every other byte as it was.
     *
     * <p>The key, and the section around it, are added when they are missing. A text that is not well-formed, or
     * where the change cannot be made in one place, is refused.
     */
    public static Result<String> withEnabled(String yamlText, boolean enabled) {
        return withEnabled(yamlText, enabled, "definition");
    }

    /** As {@link #withEnabled(String, boolean)} for the bytes of {@code file}, which problems name. */
    public static Result<String> withEnabled(Path file, byte[] bytes, boolean enabled) {
        Problems problems = new Problems(file.toString());
        Optional<String> text = SourceText.decode(bytes, problems);
        return text.isEmpty() ? Result.bad(problems.sorted()) : withEnabled(text.get(), enabled, file.toString());
    }

    /**
     * Sets {@code global.enabled} in a file: the new text takes the old one's place at once, with its owner and mode.
     *
     * @return whether the file had to be changed; symbolic and hard links are refused
     */
    public static Result<Boolean> rewrite(Path file, boolean enabled) {
        return FileReplacement.replace(file, text -> withEnabled(text, enabled, file.toString()));
    }

    private static Result<String> withEnabled(String text, boolean enabled, String name) {
        Problems problems = new Problems(name);
        Optional<Mapping> root = YamlTree.read(text, problems);
        if (!problems.isEmpty() || root.isEmpty()) {
            return Result.bad(problems.sorted());
        }
        Optional<Map<String, Object>> before = YamlContent.of(root.get());
        if (before.isEmpty()) {
            return Result.bad(name, CANNOT + "the file has a duplicate key (remove one of them)");
        }
        Optional<Map<String, Object>> wanted = YamlContent.withFlag(before.get(), "global", "enabled", enabled);
        if (wanted.isEmpty()) {
            return Result.bad(name, CANNOT + "global is not a section, or enabled is not a single value");
        }
        List<TextEdit> edits = FlagEdits.candidates(text, root.get(), enabled);
        return edits.stream()
                .map(edit -> edit.apply(text))
                .filter(edited -> contentOf(edited).equals(wanted))
                .findFirst()
                .map(Result::of)
                .orElseGet(() -> Result.bad(name, CANNOT + "no simple place for it (write global.enabled by hand)"));
    }

    private static Optional<Map<String, Object>> contentOf(String text) {
        Problems problems = new Problems("edited");
        Optional<Mapping> root = YamlTree.read(text, problems);
        return problems.isEmpty() ? root.flatMap(YamlContent::of) : Optional.empty();
    }
}
