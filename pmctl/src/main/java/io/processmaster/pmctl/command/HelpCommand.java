package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.manual.HelpText;
import java.util.List;
import java.util.Optional;

/** Shows help on the program or on one command. */
final class HelpCommand implements Command {
    @Override
    public ExitCode run(Session session) {
        List<String> arguments = session.line().arguments();
        if (arguments.isEmpty()) {
            session.text().append(HelpText.of(CommandTable.COMMANDS));
            return ExitCode.DONE;
        }
        String name = arguments.get(0);
        Optional<CommandSpec> command = CommandTable.COMMANDS.find(name);
        if (command.isEmpty()) {
            Optional<String> nearest = CommandTable.COMMANDS.nearest(name);
            throw session.line()
                    .wrong("there is no command \"" + name + "\""
                            + (nearest.isPresent() ? " (did you mean " + nearest.get() + "?)" : ""));
        }
        session.text().append(HelpText.of(command.get()));
        return ExitCode.DONE;
    }
}
