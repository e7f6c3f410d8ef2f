package io.processmaster.pmctl;

import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.onjava.JavaForm;
import io.processmaster.pmctl.onjava.JavaHost;
import io.processmaster.pmctl.terminal.Output;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** The program pmctl on Java. */
public final class Main {
    private Main() {}

    /** Does what {@code args} ask for and exits as {@link ExitCode} says. */
    public static void main(String[] args) {
        Output output = new Output(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        System.exit(new Pmctl(output, new JavaHost(System.getenv()), new JavaForm())
                .run(args)
                .number());
    }
}
