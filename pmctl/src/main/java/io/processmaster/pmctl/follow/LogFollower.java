package io.processmaster.pmctl.follow;

import io.processmaster.common.api.LogChunk;
import io.processmaster.common.json.JsonObject;
import io.processmaster.pmctl.terminal.Output;
import io.processmaster.pmctl.terminal.Printable;
import io.processmaster.pmctl.terminal.Terminal;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows what is written to log files while it is written. */
public final class LogFollower implements Consumer<JsonObject> {
    private final Output output;
    private final Terminal terminal;
    private final Optional<LineFilter> filter;
    private final boolean named;
    private final boolean json;
    private final LineSplitter splitter = new LineSplitter();

    /**
     * Shows on {@code output}.
     *
     * @param filter which lines; all of them when empty
     * @param named whether each line has the app and the file in front
     * @param json whether each piece is shown as a JSON document on one line
     */
    public LogFollower(Output output, Terminal terminal, Optional<LineFilter> filter, boolean named, boolean json) {
        this.output = output;
        this.terminal = terminal;
        this.filter = filter;
        this.named = named;
        this.json = json;
    }

    @Override
    public void accept(JsonObject notification) {
        LogChunk chunk = LogChunk.fromJson(notification);
        if (filter.isEmpty() && json) {
            notification.writeTo(output.text());
            output.text().append('\n');
        } else if (filter.isEmpty() && !named) {
            append(chunk.text());
        } else {
            lines(chunk);
        }
        output.flush();
    }

    private void lines(LogChunk chunk) {
        String file = chunk.app() + "/" + chunk.file();
        for (String line : splitter.add(file, chunk.text())) {
            if (filter.isEmpty() || filter.get().passes(file, line)) {
                line(chunk, line);
            }
        }
    }

    private void line(LogChunk chunk, String line) {
        StringBuilder out = output.text();
        if (json) {
            new LogChunk(chunk.app(), chunk.file(), line + "\n").toJson().writeTo(out);
            out.append('\n');
            return;
        }
        if (named) {
            out.append(Printable.line(chunk.app())).append(' ');
            out.append(Printable.line(chunk.file())).append(": ");
        }
        append(line);
        out.append('\n');
    }

    private void append(String text) {
        if (terminal.isInteractive()) {
            Printable.append(output.text(), text);
        } else {
            output.text().append(text);
        }
    }
}
