package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.common.rpc.ParamCheck;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.control.Refused;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the handler of a method and checks the parameters; the same for every way in. */
public final class Dispatcher {
    private final Map<Method, Handler> handlers = new EnumMap<>(Method.class);

    /** Fails unless each method has exactly one handler. */
    public Dispatcher(Collection<? extends Handler> handlers) {
        for (Handler handler : handlers) {
            if (this.handlers.put(handler.method(), handler) != null) {
                throw new IllegalArgumentException(handler.method().wireName() + " has two handlers");
            }
        }
        for (Method method : Method.values()) {
            if (!this.handlers.containsKey(method)) {
                throw new IllegalArgumentException(method.wireName() + " has no handler");
            }
        }
    }

    /**
     * Checks the parameters and serves a method that does not stream.
     *
     * @throws Refused with kind invalid_params, or as the use case says
     */
    public JsonObject answer(Method method, JsonObject params, Supplier<Actor> asker) throws Refused {
        if (handlers.get(method) instanceof Handler.Answering handler) {
            return handler.answer(checked(method, params, asker));
        }
        throw new Refused(ErrorKind.INVALID_REQUEST, method.wireName() + ": it streams, which is not possible here");
    }

    /** Checks the parameters and serves a method that streams, until its sink is closed. */
    public void stream(Method method, JsonObject params, Supplier<Actor> asker, Outlet outlet) throws Refused {
        if (handlers.get(method) instanceof Handler.Streaming handler) {
            handler.stream(checked(method, params, asker), outlet);
            return;
        }
        throw new Refused(ErrorKind.INVALID_REQUEST, method.wireName() + ": it does not stream");
    }

    private static Call checked(Method method, JsonObject params, Supplier<Actor> asker) throws Refused {
        Optional<String> problem = ParamCheck.problem(method, params);
        if (problem.isPresent()) {
            throw new Refused(ErrorKind.INVALID_PARAMS, problem.get());
        }
        return new Call(asker, params);
    }
}
