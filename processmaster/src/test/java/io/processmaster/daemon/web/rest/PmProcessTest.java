package io.processmaster.daemon.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.RegisteredApp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PmProcessTest {
    private static final String GOLDEN =
            """
            {"pm_id":0,"name":"web","namespace":"default","version":"N/A","exec_mode":"fork_mode","pid":4211,\
            "uptime":1767225600000,"created_at":1767225600000,"status":"online","restart_time":3,"cpu":1.50,\
            "memory":52428800,"user":"www","watching":false,"instance_id":0,"exec_interpreter":"none",\
            "pm_exec_path":"/srv/web/server","pm_cwd":"/srv/web","node_args":[],"pm_out_log_path":"/srv/web/out.log",\
            "pm_err_log_path":"/srv/web/err.log","pm_pid_path":null,"exit_code":2,"port":3000,\
            "monit":{"memory":52428800,"cpu":1.50},"pm2_env":{"pm_id":0,"name":"web","namespace":"default",\
            "version":"N/A","exec_mode":"fork_mode","status":"online","kind":"service","enabled":true,"paused":false,\
            "cron_restart":null,"schedule":null,"pm_uptime":1767225600000,"created_at":1767225600000,"restart_time":3,\
            "unstable_restarts":1,"autorestart":true,"exit_code":2,"instances":1,"watch":false,\
            "exec_interpreter":"none","pm_exec_path":"/srv/web/server","pm_cwd":"/srv/web","args":["--key","s3cret"],\
            "node_args":[],"username":"www","pm_out_log_path":"/srv/web/out.log","pm_err_log_path":"/srv/web/err.log",\
            "pm_pid_path":null,"port":3000,"env":{"TOKEN":"[redacted]","HOME":"[redacted]"}}}""";

    @Test
    void everyKeyHasItsTrueValue() {
        assertThat(PmProcess.of(RestHost.app(0, "web", "RUNNING"), Role.OPERATOR)
                        .compact())
                .isEqualTo(GOLDEN);
    }

    @Test
    void whoMayNotReadDefinitionsSeesNeitherArgumentsNorVariables() {
        JsonObject seen = PmProcess.of(RestHost.app(0, "web", "RUNNING"), Role.VIEWER);
        assertThat(seen.compact())
                .isEqualTo(GOLDEN.replace("[\"--key\",\"s3cret\"]", "[]")
                        .replace("{\"TOKEN\":\"[redacted]\",\"HOME\":\"[redacted]\"}", "{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, online",
        "STARTING, launching",
        "RESTARTING, waiting restart",
        "BACKOFF, waiting restart",
        "STOPPING, stopping",
        "STOPPED, stopped",
        "FAILED, errored"
    })
    void phasesHaveTheWordsOfPm2(String phase, String word) {
        JsonObject seen = PmProcess.of(RestHost.app(0, "web", phase), Role.VIEWER);
        assertThat(seen.text("status")).isEqualTo(word);
        assertThat(seen.object("pm2_env").text("status")).isEqualTo(word);
    }

    @Test
    void whatIsDownUsesNothingAndHasNoProcess() {
        JsonObject seen = PmProcess.of(RestHost.app(0, "web", "STOPPED"), Role.VIEWER);
        assertThat(seen.object("monit").compact()).isEqualTo("{\"memory\":0,\"cpu\":0}");
        assertThat(seen.integer("pid")).isZero();
        assertThat(seen.members()).containsEntry("port", JsonNull.NULL);
    }

    @ParameterizedTest
    @CsvSource({"node, node", "/usr/bin/node, /usr/bin/node", "./a/../b, /srv/web/b", "bin/x, /srv/web/bin/x"})
    void aProgramWithASlashIsShownWhereItIs(String program, String path) {
        RegisteredApp app = RestHost.app(0, "web", "RUNNING");
        RegisteredApp other = new RegisteredApp(
                0,
                app.status(),
                List.of(program),
                app.user(),
                app.group(),
                app.variables(),
                app.stdout(),
                app.stderr(),
                true);
        assertThat(PmProcess.of(other, Role.VIEWER).text("pm_exec_path")).isEqualTo(path);
    }
}
