package io.processmaster.daemon.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A control of which somebody plays only a part; whatever else is asked fails the test. */
public final class PartOfControl {
    private PartOfControl() {}

    /** Played by the methods of {@code player} that have name and parameters in common with it. */
    public static ControlApi playedBy(Object player) {
        return (ControlApi) Proxy.newProxyInstance(
                ControlApi.class.getClassLoader(), new Class<?>[] {ControlApi.class}, (proxy, asked, arguments) -> {
                    Method played = played(player, asked);
                    played.setAccessible(true);
                    try {
                        return played.invoke(player, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Method played(Object player, Method asked) {
        try {
            return player.getClass().getDeclaredMethod(asked.getName(), asked.getParameterTypes());
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException("nobody plays " + asked.getName(), e);
        }
    }
}
