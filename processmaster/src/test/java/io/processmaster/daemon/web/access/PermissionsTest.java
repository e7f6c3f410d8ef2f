package io.processmaster.daemon.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.common.rpc.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each role may do. */
final class PermissionsTest {
    @ParameterizedTest
    @EnumSource(Method.class)
    void nobodyChangesAnythingByLooking(Method method) {
        if (method.effect() == Method.Effect.CHANGES) {
            assertThat(Permissions.leastRole(method)).isNotEqualTo(Role.VIEWER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS, VIEWER",
        "HISTORY, VIEWER",
        "EVENTS_FOLLOW, VIEWER",
        "LOGS, OPERATOR",
        "LOGS_FOLLOW, OPERATOR",
        "STOP, OPERATOR",
        "UPDATE, ADMIN",
        "SIGNAL, ADMIN",
        "ADMIN_LIST, ADMIN",
        "ADMIN_RUN, ADMIN",
        "DISABLE, ADMIN",
    })
    void theLeastRole(Method method, Role role) {
        assertThat(Permissions.leastRole(method)).isEqualTo(role);
    }

    @Test
    void rolesIncludeEachOther() {
        assertThat(Role.ADMIN.includes(Permissions.leastRole(Method.STATUS))).isTrue();
        assertThat(Role.VIEWER.includes(Permissions.leastRole(Method.LOGS))).isFalse();
    }
}
