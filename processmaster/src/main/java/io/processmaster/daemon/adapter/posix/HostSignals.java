package io.processmaster.daemon.adapter.posix;

import io.processmaster.common.units.Signal;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals that are sent to the daemon itself, through the runtime's own handling of them.
 *
 * <p>The runtime's class is reached by reflection: it is supported, but the compiler warns of its name. A handler that
 * is set through libc would run Java code inside the signal's interruption, where nothing may be allocated or locked.
 */
public final class HostSignals {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private HostSignals() {}

    /** Calls {@code action}, on a thread of its own, whenever {@code signal} arrives. */
    public static void on(Signal signal, Runnable action) throws IOException {
        try {
            Class<?> signalClass = Class.forName(SIGNAL);
            Class<?> handlerClass = Class.forName(HANDLER);
            Object handler = Proxy.newProxyInstance(
                    HostSignals.class.getClassLoader(), new Class<?>[] {handlerClass}, handling(action));
            signalClass
                    .getMethod("handle", signalClass, handlerClass)
                    .invoke(null, signalClass.getConstructor(String.class).newInstance(signal.name()), handler);
        } catch (ReflectiveOperationException e) {
            throw new IOException("handle " + signal.fullName() + ": this Java does not let a program do so", e);
        }
    }

    private static InvocationHandler handling(Runnable action) {
        return (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "handle" -> action.run();
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "equals" -> {
                    return proxy == arguments[0];
                }
                case "toString" -> {
                    return "handler of signals to the daemon";
                }
                default -> throw new IllegalStateException("cannot happen: " + method);
            }
            return null;
        };
    }
}
