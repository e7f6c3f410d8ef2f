package io.processmaster.pmctl.render;

import io.processmaster.common.api.ServerInfo;

/** The daemon's process in words. */
public final class ServerText {
    private ServerText() {}

    /** Appends its process id and since when it runs. */
    public static void append(StringBuilder out, ServerInfo server, View view) {
        out.append("pid         ").append(server.pid()).append('\n');
        out.append("started     ").append(Figures.moment(server.startedAtMs(), view.zone()));
        out.append(" (")
                .append(Figures.seconds(view.nowMs() - server.startedAtMs()))
                .append(" ago)\n");
    }
}
