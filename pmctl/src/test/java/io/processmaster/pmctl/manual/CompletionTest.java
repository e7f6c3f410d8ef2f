package io.processmaster.pmctl.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.processmaster.pmctl.GenerateManual;
import io.processmaster.pmctl.Golden;
import io.processmaster.pmctl.command.CommandTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
    @TempDir
    Path directory;

    private Path script;

    @BeforeEach
    void installAPmctlThatKnowsTwoApps() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash");
        script = Files.writeString(directory.resolve("pmctl.bash"), BashCompletion.of(CommandTable.COMMANDS));
        Path program = Files.writeString(
                directory.resolve("pmctl"),
                """
                #!/bin/sh
                echo "$*" >> "$(dirname "$0")/calls"
                case "$*" in
                    *"completion apps") printf 'web\\napi\\n' ;;
                    *"completion actions") printf 'update-pm\\ndisk\\n' ;;
                esac
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private List<String> complete(String... words) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder("set -u\n. '" + script + "'\nCOMP_WORDS=(");
        for (String word : words) {
            line.append(" '").append(word).append('\'');
        }
        line.append(")\nCOMP_CWORD=").append(words.length - 1);
        line.append("\n_pmctl\n[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"\n");
        ProcessBuilder bash = new ProcessBuilder("/bin/bash", "--norc", "-c", line.toString());
        bash.environment().put("PATH", directory + ":/usr/bin:/bin");
        bash.directory(directory.toFile());
        Process process = bash.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().toList();
    }

    @Test
    void bashCompletesCommands() throws Exception {
        assertThat(complete("pmctl", "st")).containsExactly("status", "start", "stop");
    }

    @Test
    void bashCompletesOptionsOfTheCommandAndOfAll() throws Exception {
        assertThat(complete("pmctl", "start", "web", "--f")).containsExactly("--force", "--format");
        assertThat(complete("pmctl", "--so")).containsExactly("--sock");
    }

    @Test
    void bashCompletesAppsByAskingTheSameDaemon() throws Exception {
        assertThat(complete("pmctl", "-s", "/x.sock", "stop", "")).containsExactly("all", "web", "api");
        assertThat(directory.resolve("calls")).hasContent("-s /x.sock completion apps\n");
        assertThat(complete("pmctl", "why", "w")).containsExactly("web");
    }

    @Test
    void bashCompletesValuesAndWords() throws Exception {
        assertThat(complete("pmctl", "status", "--format", "")).containsExactly("text", "json");
        assertThat(complete("pmctl", "completion", "")).containsExactly("bash", "zsh", "fish", "apps", "actions");
        assertThat(complete("pmctl", "help", "ser")).containsExactly("service", "server-version");
        assertThat(complete("pmctl", "service", "")).containsExactly("install", "uninstall", "status");
    }

    @Test
    void bashCompletesAdminActionsAndWhatToDoWithAPassword() throws Exception {
        assertThat(complete("pmctl", "-s", "/x.sock", "admin-run", "")).containsExactly("update-pm", "disk");
        assertThat(directory.resolve("calls")).hasContent("-s /x.sock completion actions\n");
        assertThat(complete("pmctl", "password", "")).containsExactly("generate", "verify");
        assertThat(complete("pmctl", "password", "generate", "--u")).containsExactly("--user");
    }

    @Test
    void bashCompletesFiles() throws Exception {
        assertThat(complete("pmctl", "validate", "pmctl.b")).containsExactly("pmctl.bash");
        assertThat(complete("pmctl", "-c", "pmctl.b")).containsExactly("pmctl.bash");
    }

    @Test
    void theOtherScriptsAreAsTheyWereLookedAt() throws IOException {
        Golden.assertSame("_pmctl", ZshCompletion.of(CommandTable.COMMANDS));
        Golden.assertSame("pmctl.fish", FishCompletion.of(CommandTable.COMMANDS));
    }

    @Test
    void everythingIsWrittenAtBuildTime() throws IOException {
        GenerateManual.main(new String[] {directory.resolve("docs").toString()});
        for (String file : List.of(
                "man/pmctl.1",
                "man/processmaster.yaml.5",
                "man/processmaster-service.5",
                "completion/pmctl.bash",
                "completion/_pmctl",
                "completion/pmctl.fish")) {
            assertThat(directory.resolve("docs").resolve(file)).isNotEmptyFile();
        }
    }
}
