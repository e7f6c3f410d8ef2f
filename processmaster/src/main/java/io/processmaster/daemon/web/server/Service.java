package io.processmaster.daemon.web.server;

import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Malformed;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.Statuses;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Carries a request from one thread to the next, and answers with a fault when a step fails. */
final class Service {
    private final Workers workers;
    private final Backlog large = new Backlog(HttpLimits.LARGE_ANSWERS_BYTES);

    Service(Workers workers) {
        this.workers = workers;
    }

    /** Does one step of a request. */
    void guarded(HttpServerExchange exchange, Request request, ErrorForm form, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            fail(exchange, request, form, bug);
        }
    }

    private static void fail(HttpServerExchange exchange, Request request, ErrorForm form, Throwable bug) {
        Refused why = Faults.refusal(request, bug);
        if (exchange.isResponseStarted()) {
            Sending.cut(exchange);
        } else {
            Sending.send(exchange, form.reply(Statuses.of(why.kind()), why));
        }
    }

    /** Goes on, on the I/O thread, once the value is there. */
    <T> void whenDone(
            HttpServerExchange exchange,
            Request request,
            ErrorForm form,
            CompletableFuture<T> value,
            Consumer<T> then) {
        hand(exchange, () -> {
            var unused =
                    value.whenComplete((done, bug) -> exchange.dispatch(exchange.getIoThread(), (HttpHandler) x -> {
                        if (bug != null) {
                            fail(x, request, form, bug);
                        } else {
                            guarded(x, request, form, () -> then.accept(done));
                        }
                    }));
        });
    }

    /** Goes on, on the I/O thread, once the whole body is there. */
    void receive(HttpServerExchange exchange, Request request, ErrorForm form, Consumer<String> then) {
        Bodies.receive(
                exchange,
                body -> guarded(exchange, request, form, () -> then.accept(body)),
                problem -> Sending.send(exchange, refusal(form, problem)));
    }

    private static Reply refusal(ErrorForm form, Exception problem) {
        Refused why = Bodies.isTooLarge(problem)
                ? new Refused(ErrorKind.TOO_LARGE, "the body has more than " + HttpLimits.BODY_BYTES + " bytes")
                : new Refused(
                        ErrorKind.INVALID_REQUEST,
                        problem instanceof Malformed
                                ? "the body has " + problem.getMessage()
                                : "the body did not arrive");
        return form.reply(Statuses.of(why.kind()), why);
    }

    /** Has a worker answer. */
    void answer(HttpServerExchange exchange, Request request, Route route, Ask ask) {
        ErrorForm form = route.failures();
        HttpHandler handler = x -> guarded(x, request, form, () -> send(x, form, reply(request, route, ask)));
        hand(exchange, () -> {
            try {
                workers.of(route.pace()).execute(() -> Connectors.executeRootHandler(handler, exchange));
            } catch (RejectedExecutionException e) {
                Refused why = new Refused(ErrorKind.BUSY, "too much is going on at once; try again");
                hand(exchange, x -> Sending.send(x, form.reply(Statuses.of(why.kind()), why)));
            }
        });
    }

    private void send(HttpServerExchange exchange, ErrorForm form, Reply reply) {
        int size = reply.body() instanceof Reply.Bytes all ? all.bytes().length : 0;
        if (size <= HttpLimits.LARGE_BYTES) {
            Sending.send(exchange, reply);
        } else if (large.enter(size)) {
            Bodies.limitAnswer(exchange);
            exchange.addExchangeCompleteListener((done, next) -> {
                large.leave(size);
                next.proceed();
            });
            Sending.send(exchange, reply);
        } else {
            Refused why = new Refused(
                    ErrorKind.BUSY, "too many large answers wait for their clients to take them; try again");
            Sending.send(exchange, form.reply(Statuses.of(why.kind()), why).with("Retry-After", "1"));
        }
    }

    private static Reply reply(Request request, Route route, Ask ask) {
        try {
            return route.endpoint().answer(ask);
        } catch (Refused why) {
            return route.failures().reply(Statuses.of(why.kind()), why);
        } catch (RuntimeException | Error bug) {
            Refused why = Faults.refusal(request, bug);
            return route.failures().reply(Statuses.of(why.kind()), why);
        }
    }

    /** Leaves the request to {@code handler}, on the same thread, when the step that is under way is over. */
    void hand(HttpServerExchange exchange, HttpHandler handler) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, handler);
    }

    private static void hand(HttpServerExchange exchange, Runnable work) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, work);
    }
}
