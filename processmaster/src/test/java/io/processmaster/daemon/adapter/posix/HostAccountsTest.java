package io.processmaster.daemon.adapter.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts that every Linux host has, and some that none has. */
final class HostAccountsTest {
    private final HostAccounts accounts = new HostAccounts();

    private static Specs specs() {
        return Specs.command("/", "/bin/true");
    }

    private LaunchFailure failure(Specs specs) {
        return catchThrowableOfType(LaunchRefused.class, () -> accounts.identityOf(specs.spec()))
                .failure();
    }

    @Test
    void withoutUserItIsRoot() throws Exception {
        Identity root = accounts.identityOf(specs().spec());
        assertThat(root.uid()).isZero();
        assertThat(root.gid()).isZero();
        assertThat(root.groups()).contains(0);
        assertThat(root.name()).isEqualTo("root");
        assertThat(root.home()).isEqualTo("/root");
        assertThat(root.shell()).startsWith("/");
    }

    @Test
    void aNumberFindsTheAccount() throws Exception {
        assertThat(accounts.identityOf(specs().user("0").spec()))
                .isEqualTo(accounts.identityOf(specs().user("root").spec()));
    }

    @Test
    void theGroupReplacesThePrimaryOne() throws Exception {
        Identity identity = accounts.identityOf(specs().user("nobody", "daemon").spec());
        assertThat(identity.gid()).isEqualTo(1);
        assertThat(identity.groups()).containsExactly(1);
        assertThat(accounts.identityOf(specs().user("nobody", "4711").spec()).gid())
                .isEqualTo(4711);
    }

    @Test
    void aNumberWithoutAccountIsTakenAsItIs() throws Exception {
        assertThat(accounts.identityOf(specs().user("3999999999").spec()))
                .isEqualTo(new Identity(
                        Integer.parseUnsignedInt("3999999999"),
                        Integer.parseUnsignedInt("3999999999"),
                        List.of(),
                        "3999999999",
                        "/",
                        "/bin/sh"));
    }

    @Test
    void whatIsNeitherNameNorNumberIsRefused() {
        assertThat(failure(specs().user("web-that-is-not")))
                .isEqualTo(LaunchFailure.permanent(LaunchStage.USER, "process.user web-that-is-not: no such user"));
        assertThat(failure(specs().user("nobody", "no-such-group")))
                .isEqualTo(LaunchFailure.permanent(LaunchStage.USER, "process.group no-such-group: no such group"));
    }

    @Test
    void theNumberThatMeansNoChangeIsNoUser() {
        assertThat(failure(specs().user("4294967295")).permanent()).isTrue();
        assertThat(failure(specs().user("99999999999999")).permanent()).isTrue();
        assertThat(failure(specs().user("-1")).permanent()).isTrue();
    }
}
