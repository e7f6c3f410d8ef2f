package io.processmaster.daemon.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.handler.Handlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final List<Handler> all = Handlers.all(new ScriptedControl());

    @Test
    void eachMethodHasExactlyOneHandlerThatStreamsOrAnswersAsItSays() {
        assertThat(all.stream().map(Handler::method)).containsExactlyInAnyOrder(Method.values());
        for (Handler handler : all) {
            assertThat(handler instanceof Handler.Streaming)
                    .as(handler.method().wireName())
                    .isEqualTo(handler.method().effect() == Method.Effect.STREAMS);
        }
    }

    @Test
    void aMissingOrSecondHandlerIsFoundAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dispatcher(all.subList(1, all.size())))
                .withMessageContaining("hello has no handler");
        List<Handler> twice = new ArrayList<>(all);
        twice.add(all.get(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dispatcher(twice))
                .withMessageContaining("hello has two handlers");
    }

    @Test
    void aStreamCannotBeHadAsAnAnswer() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() ->
                        new Dispatcher(all).answer(Method.LOGS_FOLLOW, JsonObject.EMPTY, () -> new Actor("console", 0)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
    }
}
