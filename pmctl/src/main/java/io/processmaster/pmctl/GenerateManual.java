package io.processmaster.pmctl;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.config.KeyReference;
import io.processmaster.pmctl.command.CommandTable;
import io.processmaster.pmctl.line.CommandSet;
import io.processmaster.pmctl.manual.BashCompletion;
import io.processmaster.pmctl.manual.FishCompletion;
import io.processmaster.pmctl.manual.ManPage;
import io.processmaster.pmctl.manual.ZshCompletion;
import io.processmaster.pmctl.reference.KeyPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes manual page and completion scripts at build time. */
public final class GenerateManual {
    private static final int DATE_LENGTH = "YYYY-MM-DD".length();

    private static final List<KeyPage> PAGES = List.of(
            new KeyPage(
                    "processmaster.yaml",
                    "configuration of the processmaster daemon",
                    "The daemon reads the file that its option -c names, else ./config.yaml, else"
                            + " /etc/processmaster/config.yaml. Relative paths start at the directory of the file.",
                    KeyReference.master(),
                    false,
                    List.of("processmaster (8)", "processmaster-service (5)", "pmctl (1)")),
            new KeyPage(
                    "processmaster-service",
                    "definition of an app that processmaster supervises",
                    "Each file *.yaml or *.yml in global.config_directory defines one app, named after the file unless"
                            + " it says otherwise. pmctl update takes changes into force.",
                    KeyReference.app(),
                    true,
                    List.of("processmaster.yaml (5)", "processmaster (8)", "pmctl (1)")));

    private GenerateManual() {}

    /** Writes below the directory {@code args[0]}: {@code man/} and {@code completion/}. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), BuildInfo.current());
    }

    static void write(Path directory, BuildInfo build) throws IOException {
        CommandSet set = CommandTable.COMMANDS;
        String time = build.buildTime();
        String date = time.length() < DATE_LENGTH ? time : time.substring(0, DATE_LENGTH);
        file(directory.resolve("man/pmctl.1"), ManPage.of(set, build.version(), date));
        for (KeyPage page : PAGES) {
            file(directory.resolve("man/" + page.name() + ".5"), page.source(build.version(), date));
        }
        file(directory.resolve("completion/pmctl.bash"), BashCompletion.of(set));
        file(directory.resolve("completion/_pmctl"), ZshCompletion.of(set));
        file(directory.resolve("completion/pmctl.fish"), FishCompletion.of(set));
    }

    private static void file(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
