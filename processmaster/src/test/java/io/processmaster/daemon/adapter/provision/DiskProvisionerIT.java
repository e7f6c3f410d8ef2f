package io.processmaster.daemon.adapter.provision;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static io.processmaster.daemon.adapter.provision.Ground.NOBODY;
import static io.processmaster.daemon.adapter.provision.Ground.capability;
import static io.processmaster.daemon.adapter.provision.Ground.facts;
import static io.processmaster.daemon.adapter.provision.Ground.mode;
import static io.processmaster.daemon.adapter.provision.Ground.owner;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.common.units.FileMode;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.adapter.posix.FileCapability;
import io.processmaster.daemon.port.Provisioner.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What provisioning does, and what its marker means. */
@Timeout(120)
class DiskProvisionerIT {
    private static final String NET_BIND = "0100000200040000000000000000000000000000";

    private Ground ground;

    @BeforeEach
    void makeGround() throws IOException {
        ground = new Ground();
    }

    @AfterEach
    void removeGround() throws IOException {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void theExampleOfTheManualIsCarriedOutAndMarked() throws Exception {
        Path server = ground.file("bin/myserver");
        Path data = ground.file("data/x");
        Playground.run("chown", "0:0", ground.home("").toString());
        ProvisioningEntry all = new ProvisioningEntry(
                ".", Optional.of("nobody"), Optional.of(NOBODY), true, Optional.of(new FileMode(0770)), false);
        ProvisioningEntry program = new ProvisioningEntry(
                "bin/myserver", Optional.empty(), Optional.empty(), false, Optional.of(new FileMode(0755)), true);
        assertThat(ground.provisioner().need(ground.app(all, program))).isEqualTo(Need.PROVISION);

        assertThat(ground.done(all, program)).isEqualTo("2 entries carried out, owners changed: 5");

        assertThat(facts(ground.home(""))).isEqualTo("65534:65534 0770");
        assertThat(facts(server)).isEqualTo("65534:65534 0755");
        assertThat(facts(data)).startsWith("65534:65534");
        assertThat(facts(data.getParent())).startsWith("65534:65534");
        assertThat(FileCapability.of(server)).isEqualTo(NET_BIND);
        assertThat(facts(ground.marker())).isEqualTo("0:0 0644");
        assertThat(ground.marker()).content().matches("provisioned_at_ms=[0-9]{13}\nentries_sha256=[0-9a-f]{64}\n");
        assertThat(ground.provisioner().need(ground.app(all, program))).isEqualTo(Need.DONE);
        assertThat(ground.provisioner().need(ground.app(all))).isEqualTo(Need.DONE_DIFFERENTLY);
        assertThat(ground.provisioner().need(ground.app())).isEqualTo(Need.NOTHING);
    }

    @Test
    void nothingIsDoneWhileAnEntryOfTheNameOfTheMarkerExistsWhateverItIs() throws Exception {
        Path file = ground.file("x");
        String before = facts(file);
        String[][] markers = {{"ln", "-s", "/nowhere"}, {"mkdir"}, {"mkfifo"}, {"touch"}};
        for (String[] how : markers) {
            String[] command = Arrays.copyOf(how, how.length + 1);
            command[how.length] = ground.marker().toString();
            Playground.run(command);
            assertThat(ground.provisioner().need(ground.app(mode("x", 0600)))).isEqualTo(Need.DONE);
            assertThat(ground.provisioner().isMarked(ground.app())).isTrue();
            assertThat(ground.done(mode("x", 0600))).isEqualTo("was done already");
            assertThat(facts(file)).isEqualTo(before);
            Files.delete(ground.marker());
        }
        assertThat(ground.provisioner().isMarked(ground.app())).isFalse();
        ground.done(mode("x", 0600));
        assertThat(facts(file)).isEqualTo("0:0 0600");
    }

    @Test
    void entriesAreTakenInTheirOrderAndTheFirstFailureEndsIt() throws Exception {
        Path first = ground.file("first");
        Path last = ground.file("last");
        String before = facts(last);
        assertThat(ground.failed(mode("first", 0600), mode("missing/x", 0600), mode("last", 0600)))
                .isEqualTo("provisioning[1]: missing: no such file or directory (create it; the daemon never does)");
        assertThat(facts(first)).isEqualTo("0:0 0600");
        assertThat(facts(last)).isEqualTo(before);
        assertThat(ground.failed(mode("first/x", 0600)))
                .isEqualTo("provisioning[0]: first: is a regular file, not a directory");
        assertThat(ground.failed(owner("first", "no-such-user-here", false)))
                .isEqualTo("provisioning[0]: first: cannot be given away: no-such-user-here: no such user");
    }

    @Test
    void ownershipWithoutRecursiveAndModeConcernThePathAlone() throws Exception {
        Path file = ground.file("dir/file");
        String before = facts(file);
        ground.done(owner("dir", "12345", false), mode("dir", 02750));
        assertThat(facts(ground.home("dir"))).isEqualTo("12345:12345 2750");
        assertThat(facts(file)).isEqualTo(before);
    }

    @Test
    void anOwnerAloneLeavesTheGroup() throws Exception {
        Path file = ground.file("x");
        ground.done(new ProvisioningEntry("x", Optional.of("12345"), Optional.empty(), false, Optional.empty(), false));
        assertThat(facts(file)).startsWith("12345:0 ");
    }

    @Test
    void whatHasTheRightOwnerKeepsItsCapability() throws Exception {
        Path server = ground.file("server");
        Playground.give(server, WEB);
        ground.done(capability("server"));
        Files.delete(ground.marker());
        assertThat(ground.done(owner(".", NOBODY, true))).endsWith("owners changed: 0");
        assertThat(FileCapability.of(server)).isEqualTo(NET_BIND);
    }

    @Test
    void aSetIdBitOfAUserDoesNotComeAlongWithAnotherOwner() throws Exception {
        Path shell = Playground.write(ground.home("shell"), "of the user", WEB);
        Playground.run("chmod", "6755", shell.toString());
        ground.done(owner("shell", "0", false));
        assertThat(facts(shell)).isEqualTo("0:0 0755");
    }

    @Test
    void aSetIdBitIsGivenOnlyToWhatNobodyButRootCanHaveWritten() throws Exception {
        Path helper = ground.file("helper");
        assertThat(ground.failed(mode("helper", 04755))).contains("helper: may have been put there or written by");
        Playground.run("chown", "0:0", ground.home("").toString());
        Playground.run("chmod", "666", helper.toString());
        assertThat(ground.failed(mode("helper", 04755))).contains("helper: may have been put there or written by");
        Playground.run("chmod", "600", helper.toString());
        Playground.give(helper, WEB);
        assertThat(ground.failed(owner("helper", "0", false), mode("helper", 02755)))
                .contains("helper: may have been put there or written by");
    }

    @Test
    void aSetIdBitIsGivenInADirectoryThatIsRootsAllTheWay() throws Exception {
        Path directory = Files.createTempDirectory(Path.of("/root"), "pm-provision-");
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path helper = Files.writeString(directory.resolve("helper"), "x");
            Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
            assertThat(ground.run(ground.in(directory, mode("helper", 04755))).message())
                    .startsWith("1 entry carried out");
            assertThat(facts(helper)).isEqualTo("0:0 4755");
        } finally {
            Playground.run("rm", "-rf", directory.toString());
        }
    }

    @Test
    void afterTheEndOfTheDaemonNothingIsBegun() throws Exception {
        ground.file("x");
        ground.provisioner().close();
        assertThat(ground.failed(mode("x", 0600))).isEqualTo("the daemon is shutting down");
    }
}
