package io.processmaster.nativeform;

import io.processmaster.pmctl.Pmctl;
import io.processmaster.pmctl.terminal.Output;

/** The program pmctl in its native form. */
public final class Main {
    private static final int OUTPUT = 1;
    private static final int ERRORS = 2;

    private Main() {}

    /** Does what the command line of this process asks for; it is read anew, as UTF-8. */
    public static void main(String[] ignored) {
        Output output = new Output(new Descriptor(OUTPUT), new Descriptor(ERRORS));
        String[] words = Words.ofCommandLine().toArray(new String[0]);
        CLibrary.exit(new Pmctl(output, new NativeHost(), new HandOver(output))
                .run(words)
                .number());
    }
}
