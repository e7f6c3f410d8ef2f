package io.processmaster.daemon.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.spec.AppDraft;
import io.processmaster.daemon.control.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftBodyTest {
    @Test
    void everyKeyArrives() throws Refused {
        AppDraft draft = DraftBody.read(
                """
                {"name":"api","script":"node","args":["server.js"],"cwd":"/srv/api","env":{"A":"b","N":1,"T":true},
                 "user":"www","group":"web","autorestart":false,"max_memory":"200M"}""",
                "nobody");
        assertThat(draft.name().text()).isEqualTo("api");
        assertThat(draft.command()).containsExactly("node", "server.js");
        assertThat(draft.workingDirectory()).isEqualTo("/srv/api");
        assertThat(draft.environment().toString()).isEqualTo("{A=b, N=1, T=true}");
        assertThat(draft.user()).isEqualTo("www");
        assertThat(draft.group()).contains("web");
        assertThat(draft.autorestart()).contains(false);
        assertThat(draft.maxMemory()).contains("200M");
        assertThat(draft.schedule()).isEmpty();
    }

    @Test
    void whoNamesNoUserGetsTheUsualOne() throws Refused {
        AppDraft draft =
                DraftBody.read("{\"name\":\"a\",\"script\":\"b\",\"cwd\":\"/\",\"cron\":\"@daily\"}", "nobody");
        assertThat(draft.user()).isEqualTo("nobody");
        assertThat(draft.schedule()).contains("@daily");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | \"name\" is missing",
                "{}                                | \"name\" is missing",
                "{\"name\":7}                      | \"name\" must be a string",
                "{\"name\":\"../x\"}               | name may only contain",
                "{\"name\":\"all\"}                | name is a reserved name",
                "{\"name\":\"a\"}                  | \"script\" is missing",
                "{\"name\":\"a\",\"script\":\"b\"} | \"cwd\" is missing",
                "{\"name\":\"a\",\"script\":\"b\",\"cwd\":\"srv\"} | cwd must be an absolute path",
                "{\"name\":\"a\",\"script\":\"b\",\"cwd\":\"/\",\"args\":\"x\"} | \"args\" must be a list",
                "{\"name\":\"a\",\"script\":\"b\",\"cwd\":\"/\",\"args\":[1]} | must be a string",
                "{\"name\":\"a\",\"script\":\"b\",\"cwd\":\"/\",\"env\":[]} | \"env\" must be an object",
                "{\"name\":\"a\",\"script\":\"b\",\"cwd\":\"/\",\"env\":{\"A\":[]}} | \"env.A\" must be a string",
                "{\"name\":\"a\",\"script\":\"b\",\"cwd\":\"/\",\"cron\":\"@daily\",\"autorestart\":true} | autorestart has no",
                "{\"name\":\"a\",\"max_memori\":1} | did you mean max_memory?",
                "{\"name\":\"a\",\"port\":1}       | port is not supported",
                "{\"name\":\"a\",\"instances\":4}  | instances is not supported",
                "{\"name\":\"a\",\"cron_restart\":\"x\"} | cron_restart is not supported",
                "{\"name\":\"a\",\"zebra\":1}      | known are name, script"
            })
    void whatIsWrongIsNamed(String body, String message) {
        Refused refused = catchThrowableOfType(Refused.class, () -> DraftBody.read(body, "nobody"));
        assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID_PARAMS);
        assertThat(refused).hasMessageContaining(message);
    }
}
