package io.processmaster.pmctl.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.pmctl.Golden;
import io.processmaster.pmctl.command.CommandTable;
import io.processmaster.pmctl.line.CommandSet;
import io.processmaster.pmctl.line.CommandSpec;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ManualTest {
    private static final CommandSet SET = CommandTable.COMMANDS;

    @Test
    void theHelpIsAsItWasLookedAt() throws IOException {
        Golden.assertSame("help.txt", HelpText.of(SET));
    }

    @Test
    void theHelpOfEachCommandIsAsItWasLookedAt() throws IOException {
        StringBuilder all = new StringBuilder();
        for (CommandSpec command : SET.commands()) {
            all.append(HelpText.of(command)).append("----\n");
        }
        Golden.assertSame("help-commands.txt", all.toString());
    }

    @Test
    void theManualPageIsAsItWasLookedAt() throws IOException {
        Golden.assertSame("pmctl.1", ManPage.of(SET, "0.1.0", "2026-01-01"));
    }

    @Test
    void noLineOfTheHelpIsWiderThanATerminal() {
        StringBuilder all = new StringBuilder(HelpText.of(SET));
        for (CommandSpec command : SET.commands()) {
            all.append(HelpText.of(command));
        }
        assertThat(all.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Paragraphs.WIDTH));
    }
}
