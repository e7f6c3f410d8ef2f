package io.processmaster.daemon.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.LogExport;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogDownloadTest {
    private final Route route = LogDownload.routes(
                    LogDownloadTest::copy, (status, why) -> Reply.json(status, JsonObject.EMPTY))
            .get(0);

    private static LogExport.LogCopy copy(String name, String file) {
        return new LogExport.LogCopy() {
            @Override
            public String fileName() {
                return file;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write((name + "'s text\n").getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private Reply get(Map<String, String> query) throws Refused {
        return route.endpoint().answer(new Ask(new FakeLink(1).visitor(), Map.of(), query, Map.of(), ""));
    }

    @Test
    void theFileIsAnAttachmentForThoseWhoMayReadLogs() throws Exception {
        assertThat(route.role()).isEqualTo(Role.OPERATOR);
        Reply reply = get(Map.of("name", "web", "file", "out.log"));
        assertThat(reply.type()).isEqualTo("text/plain; charset=utf-8");
        assertThat(reply.headers())
                .containsEntry("Content-Disposition", "attachment; filename=\"out.log\"; filename*=UTF-8''out.log");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Reply.Stream) reply.body()).writeTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("web's text\n");
    }

    @Test
    void bothParametersAreNeeded() {
        assertThatThrownBy(() -> get(Map.of("name", "web")))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.kind()).isEqualTo(ErrorKind.INVALID_PARAMS));
        assertThatThrownBy(() -> get(Map.of("name", "", "file", "out.log"))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out.log|out.log|out.log",
                "a b.log|a_b.log|a%20b.log",
                "a\"b.log|a_b.log|a%22b.log",
                "a\\b;c.log|a_b_c.log|a%5Cb%3Bc.log",
                "ü.log|_.log|%C3%BC.log",
                "%41.log|_41.log|%2541.log",
                "😀.log|_.log|%F0%9F%98%80.log"
            })
    void aHeaderNamesTheFileWithoutHarm(String name, String harmless, String exact) {
        assertThat(Attachment.disposition(name))
                .isEqualTo("attachment; filename=\"" + harmless + "\"; filename*=UTF-8''" + exact);
    }

    @Test
    void aNameCannotAddAHeader() {
        assertThat(Attachment.disposition("a\r\nSet-Cookie: x=1\n.log"))
                .matches("[ -~]*")
                .startsWith("attachment; filename=\"a__Set-Cookie__x_1_.log\"");
    }
}
