package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.Malformed;
import io.processmaster.daemon.web.http.PercentText;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.XnioExecutor;

/** Receives what follows the headers of a request, without a thread that waits for it. */
final class Bodies {
    private Bodies() {}

    /** Sees to it that the rest of the request arrives in time, whether or not anybody reads it. */
    static void limit(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()) {
            return;
        }
        Runnable end = () -> {
            if (!exchange.isRequestComplete()) {
                Sending.cut(exchange);
            }
        };
        XnioExecutor.Key timer =
                exchange.getIoThread().executeAfter(end, HttpLimits.BODY_TIME.toMillis(), TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((done, next) -> {
            var unused = timer.remove();
            next.proceed();
        });
    }

    /** Sees to it that a large answer is taken in time. */
    static void limitAnswer(HttpServerExchange exchange) {
        XnioExecutor.Key timer = exchange.getIoThread()
                .executeAfter(() -> Sending.cut(exchange), HttpLimits.LARGE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((done, next) -> {
            var unused = timer.remove();
            next.proceed();
        });
    }

    /** Hands over the whole text, or what is wrong with it. */
    static void receive(HttpServerExchange exchange, Consumer<String> text, Consumer<Exception> failed) {
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, bytes) -> {
                            String body;
                            try {
                                body = PercentText.text(bytes);
                            } catch (Malformed e) {
                                failed.accept(e);
                                return;
                            }
                            text.accept(body);
                        },
                        (received, problem) -> failed.accept(problem));
    }

    static boolean isTooLarge(Exception problem) {
        return problem instanceof Receiver.RequestToLargeException || problem instanceof RequestTooBigException;
    }
}
