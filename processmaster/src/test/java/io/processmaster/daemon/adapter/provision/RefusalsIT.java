package io.processmaster.daemon.adapter.provision;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static io.processmaster.daemon.adapter.provision.Ground.NOBODY;
import static io.processmaster.daemon.adapter.provision.Ground.capability;
import static io.processmaster.daemon.adapter.provision.Ground.facts;
import static io.processmaster.daemon.adapter.provision.Ground.mode;
import static io.processmaster.daemon.adapter.provision.Ground.owner;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.daemon.adapter.files.Playground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What provisioning refuses, so that nobody can lead it to other people's files; the decoy beside it is never touched. */
@Timeout(120)
class RefusalsIT {
    private Ground ground;
    private String decoyBefore;

    @BeforeEach
    void makeGround() throws IOException {
        ground = new Ground();
        decoyBefore = Playground.snapshot(ground.playground().decoy());
    }

    @AfterEach
    void nothingOfRootWasTouchedAndNothingIsLeftOpen() throws IOException {
        if (ground != null) {
            assertThat(Playground.snapshot(ground.playground().decoy())).isEqualTo(decoyBefore);
            assertThat(ground.held()).isEmpty();
            ground.close();
        }
    }

    @Test
    void aLinkAtTheEndOrOnTheWayIsNotFollowed() throws Exception {
        Path decoy = ground.playground().decoy();
        Files.createSymbolicLink(ground.home("file"), decoy.resolve("secret"));
        Files.createSymbolicLink(ground.home("dir"), decoy);
        for (ProvisioningEntry entry : List.of(
                owner("file", NOBODY, false), owner("dir", NOBODY, true), mode("file", 0666), capability("file"))) {
            assertThat(ground.failed(entry)).contains(entry.path() + ": is a symbolic link to " + decoy);
        }
        for (ProvisioningEntry entry : List.of(
                owner("dir/secret", NOBODY, true), mode("dir/secret", 0666), capability("dir/inner/stdout.log"))) {
            assertThat(ground.failed(entry)).contains("dir: is a symbolic link to " + decoy);
        }
    }

    @Test
    void linksBelowADirectoryAreLeftAsTheyAre() throws Exception {
        Path link = Files.createSymbolicLink(
                ground.home("link"), ground.playground().decoy().resolve("secret"));
        Path directory =
                Files.createSymbolicLink(ground.home("dir"), ground.playground().decoy());
        Path file = ground.file("file");
        ground.done(owner(".", NOBODY, true));
        assertThat(facts(file)).startsWith("65534:65534");
        assertThat(facts(link)).startsWith("0:0");
        assertThat(facts(directory)).startsWith("0:0");
    }

    @Test
    void aFileWithASecondNameIsRefusedEverywhere() throws Exception {
        Path file = ground.file("sub/file");
        String before = facts(file);
        Files.createLink(ground.home("other"), file);
        for (ProvisioningEntry entry : List.of(
                owner("sub/file", NOBODY, false),
                mode("sub/file", 0600),
                capability("sub/file"),
                owner("sub", NOBODY, true))) {
            assertThat(ground.failed(entry)).contains("sub/file: has 2 hard links");
        }
        assertThat(facts(file)).isEqualTo(before);
        assertThat(facts(ground.home("sub"))).startsWith("0:0");
    }

    @Test
    void aPipeCanBeGivenAwayAndNothingElse() throws Exception {
        Path pipe = ground.home("sub/pipe");
        Files.createDirectory(ground.home("sub"));
        Playground.run("mkfifo", pipe.toString());
        assertThat(ground.failed(mode("sub/pipe", 0600)))
                .isEqualTo("provisioning[0]: sub/pipe: is a FIFO; only regular files and directories get a mode");
        assertThat(ground.failed(capability("sub/pipe")))
                .isEqualTo("provisioning[0]: sub/pipe: is a FIFO; only a program can have a capability");
        assertThat(ground.failed(capability("sub"))).contains("sub: is a directory; only a program");
        ground.done(owner("sub", NOBODY, true));
        assertThat(facts(pipe)).startsWith("65534:65534");
    }

    @Test
    void aDeviceIsRefusedEverywhere() throws Exception {
        Path device = ground.home("sub/null");
        Files.createDirectory(ground.home("sub"));
        try {
            Playground.run("mknod", device.toString(), "c", "1", "3");
        } catch (IOException notAllowed) {
            Assumptions.abort("no devices can be made here: " + notAllowed.getMessage());
        }
        for (ProvisioningEntry entry : List.of(
                owner("sub/null", NOBODY, false),
                owner("sub", NOBODY, true),
                mode("sub/null", 0600),
                capability("sub/null"))) {
            assertThat(ground.failed(entry)).contains("sub/null: is a character device");
        }
        assertThat(facts(device)).startsWith("0:0");
    }

    @Test
    void aMountPointIsNotCrossed() throws Exception {
        Path mount = Files.createDirectories(ground.home("sub/mount"));
        for (String[] how : new String[][] {
            {"mount", "-t", "tmpfs", "none", mount.toString()},
            {"mount", "--bind", ground.playground().decoy().toString(), mount.toString()}
        }) {
            try {
                Playground.run(how);
            } catch (IOException notAllowed) {
                Assumptions.abort("nothing can be mounted here: " + notAllowed.getMessage());
            }
            try {
                String inside = facts(mount);
                assertThat(ground.failed(owner("sub", NOBODY, true))).contains("sub/mount: is a mount point");
                assertThat(ground.failed(owner("sub/mount", NOBODY, true))).contains("sub/mount: is a mount point");
                assertThat(ground.failed(mode("sub/mount/x", 0600))).contains("sub/mount: is a mount point");
                assertThat(facts(mount)).isEqualTo(inside);
            } finally {
                Playground.run("umount", mount.toString());
            }
        }
    }

    @Test
    void aWorkingDirectoryBehindALinkOfItsUserIsRefused() throws Exception {
        Path link =
                Files.createSymbolicLink(ground.home("app"), ground.playground().decoy());
        Playground.give(link, WEB);
        assertThat(ground.run(ground.in(link, owner("secret", NOBODY, false))).message())
                .contains("app: is a symbolic link owned by user");
    }

    @Test
    void aWideTreeIsGivenAwayAndNamesNeedNotBeText() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            ground.file("wide/file" + i);
        }
        Playground.run(
                "sh",
                "-c",
                "cd \"$1\" && : >\"$(printf 'caf\\351')\"",
                "sh",
                ground.home("wide").toString());
        assertThat(ground.done(owner("wide", NOBODY, true))).endsWith("owners changed: 5002");
    }

    @Test
    void aTreeThatIsTooDeepIsRefusedInsteadOfExhaustingTheDaemon() throws Exception {
        deepen(200);
        assertThat(ground.done(owner("deep", NOBODY, true))).endsWith("owners changed: 201");
        Files.delete(ground.marker());
        deepen(5_000);
        assertThat(ground.failed(owner("deep", NOBODY, true)))
                .isEqualTo("provisioning[0]: deep: has directories more than 256 deep below it"
                        + " (name the paths one by one, or change the owner by hand)");
    }

    /** Puts {@code deep} below that many new directories; a path to the lowest may be longer than any call takes. */
    private void deepen(int levels) throws IOException {
        Path deep = Files.createDirectories(ground.home("deep"));
        for (int i = 0; i < levels; i++) {
            Path top = Files.createDirectory(ground.home("top"));
            Files.move(deep, top.resolve("d"));
            Files.move(top, deep);
        }
    }
}
