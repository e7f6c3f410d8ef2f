package io.processmaster.nativeform;

import io.processmaster.pmctl.command.Command;
import io.processmaster.pmctl.command.LiveScreen;
import io.processmaster.pmctl.command.WiderForm;
import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.terminal.Output;
import java.util.function.Predicate;

/** Hands the whole command line over to pmctl on Java; nothing was asked of the daemon that changes anything by then. */
final class HandOver implements WiderForm {
    private static final String SPECIAL = "\\^$.|?*+()[]{}";

    private final Output output;

    HandOver(Output output) {
        this.output = output;
    }

    @Override
    public Command command(String name) {
        throw failed(CLibrary.handOver());
    }

    @Override
    public String configuredSocket(CommandLine line, String file) {
        throw failed(CLibrary.handOver());
    }

    /** Plain text is searched for here; what regular expressions mean is for Java to say. */
    @Override
    public Predicate<String> search(CommandLine line, String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (SPECIAL.indexOf(pattern.charAt(i)) >= 0) {
                throw failed(CLibrary.handOver());
            }
        }
        return text -> text.contains(pattern);
    }

    @Override
    public LiveScreen liveScreen(Output ignored) {
        throw failed(CLibrary.handOver());
    }

    private IllegalStateException failed(int error) {
        output.complain("starting ../libexec/pmctl-java beside this program: " + Fault.words(error)
                + " (install all of processmaster)");
        CLibrary.exit(ExitCode.FAILED.number());
        return new IllegalStateException("cannot happen: the program has ended");
    }
}
