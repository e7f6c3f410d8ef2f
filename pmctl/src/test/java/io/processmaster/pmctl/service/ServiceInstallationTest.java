package io.processmaster.pmctl.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service of a tree on a host that is a directory, with a systemctl that writes down what it is told. */
class ServiceInstallationTest {
    private static final String UNIT = "[Service]\nExecStart=/opt/processmaster/bin/processmaster -c /etc/x.yaml\n";

    @TempDir
    Path directory;

    private Path root;
    private InstalledTree tree;
    private Host host;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectories(directory.resolve("host"));
        Files.createDirectories(root.resolve("run/systemd/system"));
        Path top = Files.createDirectories(directory.resolve("tree")).toRealPath();
        write(top.resolve("systemd/processmaster.service"), UNIT);
        write(top.resolve("etc/config.yaml"), "global: {}\n");
        executable(top.resolve("bin/processmaster"), "exit 0");
        executable(top.resolve("libexec/make-archive"), "exit 0");
        tree = new InstalledTree(top);
        Path systemctl = directory.resolve("systemctl");
        // It is active once it was started, until it was stopped.
        executable(
                systemctl,
                "echo \"$*\" >>" + calls() + "\n"
                        + "case \"$*\" in is-active*) grep -q '^start' " + calls()
                        + " && { echo active; exit 0; }; echo inactive; exit 3;;\n"
                        + "is-enabled*) echo enabled;; esac");
        host = new Host(root, systemctl.toString());
    }

    @Test
    void theUnitIsForThePlaceOfTheTree() throws Exception {
        assumeRoot();

        List<String> told = installation().install(true);

        assertThat(root.resolve("etc/systemd/system/processmaster.service"))
                .content()
                .startsWith("# Written by pmctl service install")
                .endsWith("\n" + UNIT.replace("/opt/processmaster", tree.root().toString()));
        assertThat(Files.getPosixFilePermissions(root.resolve("etc/processmaster/config.yaml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(root.resolve("etc/processmaster/config.d")).isDirectory();
        assertThat(called())
                .containsSubsequence("daemon-reload", "enable processmaster.service", "start processmaster.service");
        assertThat(told).last().isEqualTo("started processmaster.service");
    }

    @Test
    void itMayBeRepeatedAndKeepsTheConfiguration() throws Exception {
        assumeRoot();
        installation().install(true);
        write(root.resolve("etc/processmaster/config.yaml"), "mine");

        List<String> told = installation().install(true);

        assertThat(root.resolve("etc/processmaster/config.yaml")).content().isEqualTo("mine");
        assertThat(told).first().asString().endsWith("is up to date");
        assertThat(told).last().asString().contains("runs already").contains("-s USR1");
        assertThat(called()).filteredOn(line -> line.startsWith("start")).hasSize(1);
    }

    @Test
    void itIsNotStartedWhenToldSo() throws Exception {
        assumeRoot();
        installation().install(false);

        assertThat(called()).contains("enable processmaster.service").doesNotContain("start processmaster.service");
    }

    @Test
    void uninstallLeavesConfigurationAndTree() throws Exception {
        assumeRoot();
        installation().install(true);

        List<String> told = installation().uninstall();

        assertThat(host.unit()).doesNotExist();
        assertThat(host.config()).exists();
        assertThat(called())
                .contains("disable --now processmaster.service")
                .last()
                .isEqualTo("daemon-reload");
        assertThat(told).last().asString().startsWith("left alone: " + tree.root());
        assertThat(installation().uninstall()).first().asString().startsWith("nothing to do");
    }

    @Test
    void statusTellsWhatIsInstalled() throws Exception {
        assumeRoot();
        assertThat(installation().status()).containsExactly("unit     not installed");
        installation().install(true);

        assertThat(installation().status())
                .containsExactly(
                        "unit     " + host.unit() + ", for " + tree.launcher(), "at boot  enabled", "now      active");
        assertThat(installation().isActive()).isTrue();
    }

    @Test
    void whatAPackageInstalledIsLeftToIt() throws IOException {
        Path packaged = root.resolve("lib/systemd/system/processmaster.service");
        write(packaged, UNIT);

        assertThatThrownBy(() -> installation().install(true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("a package has installed " + packaged);
        assertThatThrownBy(() -> installation().uninstall()).isInstanceOf(Refusal.class);
        assertThat(host.unit()).doesNotExist();
    }

    @Test
    void aHostWithoutSystemdIsRefused() throws IOException {
        Files.delete(root.resolve("run/systemd/system"));

        assertThatThrownBy(() -> installation().install(true)).hasMessageContaining("does not run systemd");
    }

    @Test
    void aUnitOfSomebodyElseIsNotTouched() throws IOException {
        assumeRoot();
        write(host.unit(), UNIT);

        assertThatThrownBy(() -> installation().install(true)).hasMessageContaining("was not written by pmctl");
        assertThatThrownBy(() -> installation().uninstall()).hasMessageContaining("was not written by pmctl");
        assertThat(host.unit()).content().isEqualTo(UNIT);
    }

    @Test
    void aTreeThatOthersMayChangeIsRefused() throws IOException {
        assumeRoot();
        Files.setPosixFilePermissions(tree.root().resolve("bin"), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> installation().install(true))
                .hasMessageContaining(
                        "others than root may change " + tree.root().resolve("bin"));
        assertThat(host.unit()).doesNotExist();
    }

    @Test
    void aFileInTheTreeThatOthersMayChangeIsRefused() throws IOException {
        assumeRoot();
        Path jar = tree.root().resolve("lib/some.jar");
        write(jar, "");
        Files.setAttribute(jar, "unix:uid", 65534);

        assertThatThrownBy(() -> installation().install(true))
                .hasMessageContaining("others than root may change " + jar);
    }

    @Test
    void anOddPathIsRefused() throws IOException {
        Path odd = Files.createDirectories(tree.root().resolveSibling("a tree"));
        write(odd.resolve("systemd/processmaster.service"), UNIT);

        assertThatThrownBy(() -> new ServiceInstallation(host, new InstalledTree(odd)).install(true))
                .hasMessageContaining("has more than letters");
    }

    @Test
    void whatSystemctlSaysIsPassedOn() throws IOException {
        assumeRoot();
        executable(Path.of(host.systemctl()), "echo no bus; exit 1");

        assertThatThrownBy(() -> installation().install(true)).hasMessageEndingWith("exit code 1: no bus");
    }

    private ServiceInstallation installation() {
        return new ServiceInstallation(host, tree);
    }

    /** The tree has to belong to root, and only root can make one that does. */
    private static void assumeRoot() throws IOException {
        Assumptions.assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "not root");
    }

    private Path calls() {
        return directory.resolve("calls");
    }

    private List<String> called() throws IOException {
        return Files.readAllLines(calls());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private static void executable(Path file, String script) throws IOException {
        write(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
