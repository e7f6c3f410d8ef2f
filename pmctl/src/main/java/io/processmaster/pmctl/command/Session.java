package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.host.Host;
import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.render.PrettyJson;
import io.processmaster.pmctl.render.View;
import io.processmaster.pmctl.terminal.Output;
import io.processmaster.pmctl.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of pmctl: what was typed and the world around it.
 *
 * @param line what was typed
 * @param output where results and complaints go
 * @param terminal what standard output is connected to
 * @param host the computer
 * @param wider what may have to be done elsewhere
 */
public record Session(CommandLine line, Output output, Terminal terminal, Host host, WiderForm wider) {
    /** The name that stands for all apps. */
    static final String ALL = "all";

    /** The text of standard output so far. */
    public StringBuilder text() {
        return output.text();
    }

    /** Whether results are wanted as JSON. */
    public boolean json() {
        return line.json();
    }

    /** Connects to the daemon that the command line and the environment name. */
    DaemonClient connect() throws DaemonUnreachable, RpcFailure {
        return host.connect(SocketPath.of(line, host.environment(), wider));
    }

    /** Asks the daemon one thing. */
    JsonObject ask(Method method, JsonObject params) throws DaemonUnreachable, RpcFailure {
        try (DaemonClient client = connect()) {
            return client.call(method, params);
        }
    }

    /** Puts a result on standard output as it came. */
    public void show(JsonObject result) {
        PrettyJson.append(text(), result);
    }

    /** The present on this terminal, for texts with times. */
    View view() {
        return new View(terminal, now(), host.zone(), host::zone);
    }

    /** Milliseconds since 1970. */
    long now() {
        return System.currentTimeMillis();
    }

    /** The arguments as names of apps. */
    List<String> names() {
        for (String name : line.arguments()) {
            name(name);
        }
        return line.arguments();
    }

    /** The names as a parameter. */
    JsonArray namesParam() {
        List<JsonValue> values = new ArrayList<>();
        for (String name : names()) {
            values.add(new JsonText(name));
        }
        return new JsonArray(values);
    }

    /** The argument at {@code index} as the name of one app. */
    String appAt(int index) {
        return name(line.arguments().get(index));
    }

    private String name(String text) {
        if (text.startsWith("@")) {
            throw line.wrong("groups are not supported by this version: name the apps instead of \"" + text + "\"");
        }
        if (text.isEmpty()) {
            throw line.wrong("the name of an app must not be empty");
        }
        return text;
    }
}
