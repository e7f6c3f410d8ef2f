package io.processmaster.common.config;

import io.processmaster.common.spec.AppDraft;

/** Writes down a draft as the definition that it asks for; whether that is a good one is for the reader to say. */
public final class DraftedDefinition {
    private DraftedDefinition() {}

    /** The text of a definition file. */
    public static String text(AppDraft draft) {
        StringBuilder text =
                new StringBuilder("# Written by ProcessMaster over HTTP. What is not here has its default.\n");
        key(text, 0, "application", YamlText.scalar(draft.name().text()));
        section(text, "global");
        key(text, 1, "enabled", "true");
        section(text, "process");
        key(text, 1, "working_directory", YamlText.scalar(draft.workingDirectory()));
        key(text, 1, "start_command", YamlText.list(draft.command()));
        key(text, 1, "user", YamlText.scalar(draft.user()));
        draft.group().ifPresent(group -> key(text, 1, "group", YamlText.scalar(group)));
        environment(text, draft);
        draft.schedule().ifPresent(schedule -> key(text, 1, "schedule", YamlText.scalar(schedule)));
        draft.maxMemory().ifPresent(size -> {
            section(text, "resources");
            key(text, 1, "max_memory", YamlText.scalar(size));
        });
        draft.autorestart().ifPresent(again -> {
            section(text, "restart_policy");
            key(text, 1, "policy", again ? "always" : "never");
        });
        return text.toString();
    }

    private static void environment(StringBuilder text, AppDraft draft) {
        if (draft.environment().isEmpty()) {
            return;
        }
        text.append("  environment:\n");
        draft.environment().forEach((name, value) -> text.append("    - {name: ")
                .append(YamlText.scalar(name))
                .append(", value: ")
                .append(YamlText.scalar(value))
                .append("}\n"));
    }

    private static void section(StringBuilder text, String name) {
        text.append('\n').append(name).append(":\n");
    }

    private static void key(StringBuilder text, int depth, String name, String value) {
        text.append("  ".repeat(depth)).append(name).append(": ").append(value).append('\n');
    }
}
