package io.processmaster.daemon.web.access;

import io.processmaster.common.auth.Role;
import io.processmaster.common.rpc.Method;

/** The least role that each method of the protocol needs over HTTP. */
public final class Permissions {
    private Permissions() {}

    /** The least role for {@code method}. */
    public static Role leastRole(Method method) {
        return switch (method) {
            case HELLO, STATUS, SYSTEM, EVENTS, EVENTS_FOLLOW, HISTORY, WHY, PERF -> Role.VIEWER;
            case USAGE, PORTS, SERVER_VERSION -> Role.VIEWER;
            case START, STOP, RESTART, PAUSE, RESUME, LOGS, LOGS_FOLLOW, DEFINITION -> Role.OPERATOR;
            case UPDATE, ENABLE, DISABLE, SIGNAL -> Role.ADMIN;
            case ADMIN_LIST, ADMIN_PS, ADMIN_RUN, ADMIN_KILL -> Role.ADMIN;
        };
    }
}
