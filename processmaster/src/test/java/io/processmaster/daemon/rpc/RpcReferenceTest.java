package io.processmaster.daemon.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.common.rpc.Param;
import io.processmaster.common.rpc.ParamCheck;
import io.processmaster.common.rpc.ParamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds {@code docs/rpc.md} against the code. */
class RpcReferenceTest {
    private static String reference;

    @BeforeAll
    static void read() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/rpc.md"))) {
            root = root.getParent();
        }
        reference = Files.readString(root.resolve("docs/rpc.md"));
    }

    private static String section(Method method) {
        String heading = "### `" + method.wireName() + "`\n";
        assertThat(reference).contains(heading);
        String rest = reference.substring(reference.indexOf(heading));
        int next = rest.indexOf("\n### ", 1);
        return next < 0 ? rest : rest.substring(0, next);
    }

    private static List<String> lines(Method method, String arrow) {
        return section(method)
                .lines()
                .filter(line -> line.startsWith(arrow))
                .map(line -> line.substring(arrow.length()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aMethodIsDescribedAsItIs(Method method) {
        StringBuilder expected = new StringBuilder();
        expected.append("### `").append(method.wireName()).append("`\n\n");
        expected.append(method.meaning())
                .append(' ')
                .append(words(method.effect()))
                .append("\n\n");
        if (method.params().isEmpty()) {
            expected.append("No parameters.\n");
        } else {
            expected.append("| parameter | type | given | meaning |\n|---|---|---|---|\n");
            method.params().forEach(param -> expected.append(row(param)));
        }
        expected.append("\nResult: `")
                .append(String.join("`, `", method.results()))
                .append("`\n");
        assertThat(section(method)).startsWith(expected).contains("\nErrors: ");
    }

    private static String words(Method.Effect effect) {
        return switch (effect) {
            case READS -> "Changes nothing.";
            case CHANGES -> "Changes something; recorded with who asked.";
            case STREAMS -> "Streams: notifications follow the reply.";
        };
    }

    private static String row(Param param) {
        String bounds = param.type() == ParamType.COUNT ? ", " + param.least() + " to " + param.most() : "";
        return "| `" + param.name() + "` | " + param.type().words() + bounds + " | "
                + (param.required() ? "required" : "optional") + " | " + param.meaning() + " |\n";
    }

    @ParameterizedTest
    @EnumSource
    void anExampleRequestIsOneThatTheServerTakes(Method method) throws Request.Unreadable {
        List<String> requests = lines(method, "→ ");
        assertThat(requests).hasSize(1);
        Request request = Request.parse(requests.get(0).getBytes(StandardCharsets.UTF_8));
        assertThat(request.method()).isEqualTo(method.wireName());
        assertThat(ParamCheck.problem(method, (JsonObject) request.params())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anExampleAnswerHasTheKeysOfTheResult(Method method) {
        List<JsonObject> answers = new ArrayList<>();
        lines(method, "← ").forEach(line -> answers.add(JsonReader.readObject(line)));
        assertThat(answers.get(0).object("result").members().keySet())
                .containsExactlyInAnyOrderElementsOf(method.results());
        assertThat(answers.size() > 1).isEqualTo(method.effect() == Method.Effect.STREAMS);
        for (JsonObject notification : answers.subList(1, answers.size())) {
            assertThat(notification.text("method")).isIn("log", "event", "end");
            assertThat(notification.members()).doesNotContainKey("id");
        }
    }

    @Test
    void noOtherMethodIsDescribed() {
        assertThat(reference.lines().filter(line -> line.startsWith("### ")))
                .containsExactlyElementsOf(Arrays.stream(Method.values())
                        .map(method -> "### `" + method.wireName() + "`")
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void anErrorKindIsDescribedAsItIs(ErrorKind kind) {
        assertThat(reference)
                .contains("| " + kind.code().number() + " | `" + kind.wireName() + "` | " + kind.meaning() + " |\n");
    }

    @Test
    void everyKindThatAMethodNamesExists() {
        for (Method method : Method.values()) {
            String errors = section(method)
                    .lines()
                    .filter(line -> line.startsWith("Errors: "))
                    .findFirst()
                    .orElseThrow();
            String[] parts = errors.split("`", -1);
            for (int i = 1; i < parts.length; i += 2) {
                assertThat(parts[i].startsWith("data.")
                                || ErrorKind.named(parts[i]).isPresent())
                        .as("%s of %s", parts[i], method.wireName())
                        .isTrue();
            }
        }
    }

    @Test
    void theBoundsAreThoseOfTheCode() {
        RpcLimits limits = RpcLimits.STANDARD;
        assertThat(reference)
                .contains("| connections at a time | " + limits.connections() + " |")
                .contains("| streams at a time | " + limits.streams() + " |")
                .contains("| bytes of a request line | " + limits.requestBytes() + " |")
                .contains("| lines of more than " + RpcLimits.SHORT_LINE_BYTES
                        + " bytes at a time, all clients together | " + limits.longLines() + " |")
                .contains("| replies to `status` made at a time | " + WholeAnswers.AT_ONCE + " |")
                .contains("| bytes of replies to `status` that clients have not taken | "
                        + WholeAnswers.MOST_WAITING_BYTES + " |")
                .contains("| values in a request | " + Bounds.REQUEST_VALUES + " |")
                .contains("| characters of a string parameter | " + Bounds.TEXT_CHARACTERS + " |")
                .contains("| depth of nesting | " + JsonReader.MAX_DEPTH + " |")
                .contains("| bytes of a reply | " + Bounds.REPLY_BYTES + " |")
                .contains("| a connection that says nothing | " + limits.idle().toMillis() + " ms |")
                .contains("| a line from its first byte to its end | "
                        + limits.halfLine().toMillis() + " ms |")
                .contains("| a client taking one reply or notification | "
                        + limits.write().toMillis() + " ms |")
                .contains("| running requests when the daemon ends | "
                        + limits.close().toMillis() + " ms |");
    }
}
