package io.processmaster.pmctl.command;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonObject;
import io.processmaster.pmctl.line.ExitCode;

/** Shows which build this program is. */
final class VersionCommand implements Command {
    @Override
    public ExitCode run(Session session) {
        BuildInfo build = session.host().build();
        if (session.json()) {
            session.show(JsonObject.builder()
                    .put("version", build.version())
                    .put("build_id", build.buildId())
                    .put("build_time", build.buildTime())
                    .put("build_host", build.buildHost())
                    .build());
        } else {
            session.text().append("pmctl ").append(build.version()).append('\n');
            append(session.text(), build);
        }
        return ExitCode.DONE;
    }

    static void append(StringBuilder out, BuildInfo build) {
        out.append("build id    ").append(build.buildId()).append('\n');
        out.append("build time  ").append(build.buildTime()).append('\n');
        out.append("build host  ").append(build.buildHost()).append('\n');
    }
}
