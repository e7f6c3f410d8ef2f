package io.processmaster.pmctl;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.ErrorCode;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.pmctl.command.CommandTable;
import io.processmaster.pmctl.command.Session;
import io.processmaster.pmctl.command.WiderForm;
import io.processmaster.pmctl.host.Host;
import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.line.Parser;
import io.processmaster.pmctl.line.UsageProblem;
import io.processmaster.pmctl.terminal.Output;
import io.processmaster.pmctl.terminal.Terminal;
import java.util.Optional;

/** From words to an exit code: parses, carries out, and tells what went wrong. */
public final class Pmctl {
    private final Output output;
    private final Host host;
    private final WiderForm wider;
    private final Optional<Terminal> terminal;

    /** On the terminal of this process, if there is one. */
    public Pmctl(Output output, Host host, WiderForm wider) {
        this(output, host, wider, Optional.empty());
    }

    /** On a terminal that the caller describes. */
    Pmctl(Output output, Host host, WiderForm wider, Optional<Terminal> terminal) {
        this.output = output;
        this.host = host;
        this.wider = wider;
        this.terminal = terminal;
    }

    /** Does what {@code words} ask for; nothing is thrown at the caller. */
    public ExitCode run(String... words) {
        try {
            ExitCode exit = carryOut(words);
            output.flush();
            return exit;
        } catch (Output.ReaderGone e) {
            if (e.isHarmless()) {
                return ExitCode.DONE;
            }
            output.complain("writing to standard output: " + e.getCause().getMessage());
            return ExitCode.FAILED;
        }
    }

    private ExitCode carryOut(String... words) {
        try {
            CommandLine line = Parser.parse(CommandTable.COMMANDS, words);
            Terminal shown = terminal.isPresent()
                    ? terminal.get()
                    : Terminal.ofThisProcess(host.screen(), host.environment(), line.has("no-color"));
            return CommandTable.carriedOutBy(line.command().name(), wider)
                    .run(new Session(line, output, shown, host, wider));
        } catch (UsageProblem e) {
            output.complain(e.getMessage());
            output.advise(e.advice());
            return ExitCode.USAGE;
        } catch (DaemonUnreachable e) {
            output.complain(e.getMessage());
            return ExitCode.UNREACHABLE;
        } catch (RpcFailure e) {
            output.complain(words(e));
            return exitOf(e);
        } catch (JsonException e) {
            output.complain("reading the daemon's answer: " + e.getMessage()
                    + " (check that the socket belongs to processmaster)");
            return ExitCode.FAILED;
        } catch (OutOfMemoryError e) {
            // What took the room, such as an answer that does not end, was let go on the way here.
            output.complain("the answer is too large for the memory of pmctl"
                    + " (check that the socket belongs to processmaster, or give it more: PM_JAVA_OPTS=-Xmx512m)");
            return ExitCode.FAILED;
        }
    }

    private static String words(RpcFailure failure) {
        if (!failure.kind().equals(ErrorKind.UNKNOWN_APP.wireName())
                || failure.data().findArray("names").isEmpty()) {
            return String.valueOf(failure.getMessage());
        }
        StringBuilder out = new StringBuilder("no such app: ");
        String separator = "";
        for (JsonValue name : failure.data().array("names").values()) {
            out.append(separator).append(name instanceof JsonText text ? text.value() : name.compact());
            separator = ", ";
        }
        return out.append(" (see pmctl status)").toString();
    }

    private static ExitCode exitOf(RpcFailure failure) {
        if (failure.code() == ErrorCode.NOT_CO_BUILT.number()) {
            return ExitCode.NOT_CO_BUILT;
        }
        if (failure.code() == ErrorCode.INVALID_PARAMS.number()) {
            return ExitCode.USAGE;
        }
        return failure.kind().equals(ErrorKind.UNKNOWN_APP.wireName()) ? ExitCode.UNKNOWN_APP : ExitCode.FAILED;
    }
}
