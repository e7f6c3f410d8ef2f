package io.processmaster.pmctl.onjava;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.Passwords;
import io.processmaster.pmctl.command.Command;
import io.processmaster.pmctl.command.Session;
import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.line.ExitCode;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Makes an entry for a password, or checks one. */
final class PasswordCommand implements Command {
    private static final int USUAL_COST = 12;
    // What takes less time to make takes less time to guess.
    private static final int LEAST_COST = 10;

    @Override
    public ExitCode run(Session session) {
        CommandLine line = session.line();
        boolean generate = line.arguments().get(0).equals("generate");
        String user = line.value("user").orElseThrow(() -> line.wrong("password needs --user U"));
        HtpasswdEntry.problemWithUser(user).ifPresent(problem -> {
            throw line.wrong("--user \"" + user + "\" " + problem);
        });
        refuse(line, generate ? "secure" : "cost", generate ? "verify" : "generate");
        try {
            return generate ? generate(session, user) : verify(session, user);
        } catch (IOException e) {
            session.output().complain("reading the password: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static void refuse(CommandLine line, String option, String other) {
        if (line.has(option)) {
            throw line.wrong("--" + option + " belongs to password " + other);
        }
    }

    private static ExitCode generate(Session session, String user) throws IOException {
        int cost = session.line().count("cost", USUAL_COST);
        if (cost < LEAST_COST || cost > HtpasswdEntry.MOST_COST) {
            throw session.line()
                    .wrong("--cost " + cost + " is not from " + LEAST_COST + " to " + HtpasswdEntry.MOST_COST);
        }
        HiddenInput input = input();
        char[] password = read(input, "Password for " + user + ": ");
        try {
            Optional<String> problem = Passwords.problemWith(password);
            if (problem.isPresent()) {
                session.output().complain("the password " + problem.get());
                return ExitCode.FAILED;
            }
            if (!confirmed(input, password)) {
                session.output().complain("the two passwords differ");
                return ExitCode.FAILED;
            }
            session.text().append(HtpasswdEntry.of(user, password, cost).text()).append('\n');
            return ExitCode.DONE;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** What is typed blindly is typed twice. */
    private static boolean confirmed(HiddenInput input, char[] password) throws IOException {
        if (!HiddenInput.isTerminal()) {
            return true;
        }
        char[] again = input.ask("Again: ");
        try {
            return Arrays.equals(password, again);
        } finally {
            Arrays.fill(again, '\0');
        }
    }

    private static ExitCode verify(Session session, String user) throws IOException {
        CommandLine line = session.line();
        String text = line.value("secure").orElseThrow(() -> line.wrong("password verify needs --secure ENTRY"));
        HtpasswdEntry.problemWith(text).ifPresent(problem -> {
            throw line.wrong("--secure: the entry " + problem
                    + " (put it in single quotes: the shell replaces what begins with $)");
        });
        char[] password = read(input(), "Password for " + user + ": ");
        try {
            // Which of the two is wrong is nobody's business.
            if (HtpasswdEntry.parse(text).orElseThrow().matches(user, password)) {
                session.text().append("OK\n");
                return ExitCode.DONE;
            }
            session.output().complain("user and password do not match the entry");
            return ExitCode.FAILED;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static HiddenInput input() {
        return new HiddenInput(new FileInputStream(FileDescriptor.in));
    }

    private static char[] read(HiddenInput input, String question) throws IOException {
        return HiddenInput.isTerminal() ? input.ask(question) : input.line();
    }
}
