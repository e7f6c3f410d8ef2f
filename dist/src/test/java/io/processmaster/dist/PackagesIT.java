package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.build.BuildInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the packages, and that they are the same each time. */
final class PackagesIT {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @TempDir
    private Path scratch;

    private Packages packages;

    @BeforeEach
    void make() {
        packages = Packages.ofThisBuild();
    }

    @Test
    void sameInputGivesTheSameBytes() throws IOException {
        Packages again = Packages.make(scratch.resolve("elsewhere"));

        assertThat(Files.mismatch(packages.deb(), again.deb()))
                .as("first byte that differs")
                .isEqualTo(-1);
        assertThat(Files.mismatch(packages.archive(), again.archive())).isEqualTo(-1);
    }

    @Test
    void thePackageHasItsFilesWhereDebianExpectsThem() {
        List<String> files = run("dpkg-deb", "-c", packages.deb().toString())
                .lines()
                .map(line -> line.replaceAll(" +[0-9]+ \\S+ \\S+ ", " "))
                .toList();

        assertThat(files)
                .contains(
                        "lrwxrwxrwx root/root ./usr/bin/pmctl -> ../lib/processmaster/bin/pmctl",
                        "lrwxrwxrwx root/root ./usr/sbin/processmaster -> ../lib/processmaster/bin/processmaster",
                        "-rwxr-xr-x root/root ./usr/lib/processmaster/bin/pmctl",
                        "-rwxr-xr-x root/root ./usr/lib/processmaster/libexec/make-archive",
                        "-rw-r--r-- root/root ./usr/lib/processmaster/lib/processmaster.jar",
                        "-rwxr-xr-x root/root ./usr/lib/processmaster/runtime/bin/java",
                        "-rw-r--r-- root/root ./lib/systemd/system/processmaster.service",
                        "-rw-r----- root/root ./etc/processmaster/config.yaml",
                        "drwxr-xr-x root/root ./etc/processmaster/config.d/",
                        "-rw-r--r-- root/root ./usr/share/man/man1/pmctl.1.gz",
                        "-rw-r--r-- root/root ./usr/share/man/man5/processmaster-service.5.gz",
                        "-rw-r--r-- root/root ./usr/share/man/man8/processmaster.8.gz",
                        "-rw-r--r-- root/root ./usr/share/bash-completion/completions/pmctl",
                        "-rw-r--r-- root/root ./usr/share/zsh/vendor-completions/_pmctl",
                        "-rw-r--r-- root/root ./usr/share/fish/vendor_completions.d/pmctl.fish",
                        "-rw-r--r-- root/root ./usr/share/doc/processmaster/copyright",
                        "-rw-r--r-- root/root ./usr/share/doc/processmaster/openjdk/java.base/LICENSE",
                        "-rw-r--r-- root/root ./usr/share/doc/processmaster/changelog.gz");
        assertThat(files).allSatisfy(line -> assertThat(line).contains(" root/root "));
    }

    /** That they fit their place is shown where it is installed. */
    @Test
    void thePackageHasItsClassArchivesWhereTheBuildMayMakeThem() {
        Requires.packagedClassArchives();

        assertThat(run("dpkg-deb", "-c", packages.deb().toString()).lines().filter(line -> line.endsWith(".jsa")))
                .map(line -> line.replaceAll(".* \\./usr/lib/processmaster/|-\\d[0-9.]*\\d", ""))
                .containsExactlyInAnyOrder("lib/console.jsa", "lib/pmctl.jsa", "lib/processmaster.jsa");
    }

    /** It fits one place only, and nobody knows where the archive is unpacked. */
    @Test
    void theArchiveHasNoClassArchives() {
        assertThat(run("tar", "-tzf", packages.archive().toString()).lines())
                .noneSatisfy(line -> assertThat(line).endsWith(".jsa"));
    }

    @Test
    void theControlFileTellsWhatItIsAndNeeds() {
        assertThat(field("Package")).isEqualTo("processmaster");
        assertThat(field("Version")).isEqualTo(Packages.version().replace('-', '~'));
        assertThat(field("Architecture"))
                .isEqualTo(run("dpkg", "--print-architecture").strip());
        assertThat(field("Depends"))
                .matches("libc6 \\(>= 2\\.\\d+\\), .*passwd")
                .contains("zlib1g", "libstdc++6");
        assertThat(Integer.parseInt(field("Installed-Size"))).isBetween(40_000, 150_000);
    }

    @Test
    void whatPeopleChangeIsAConffile() throws IOException {
        Path control = control();

        assertThat(Files.readAllLines(control.resolve("conffiles")))
                .containsExactly("/etc/needrestart/conf.d/processmaster.conf", "/etc/processmaster/config.yaml");
        assertThat(control.resolve("postinst")).isExecutable();
        assertThat(control.resolve("prerm")).isExecutable();
        assertThat(control.resolve("postrm")).isExecutable();
        assertThat(Files.readAllLines(control.resolve("md5sums")))
                .anySatisfy(line -> assertThat(line).endsWith("  usr/lib/processmaster/lib/processmaster.jar"));
    }

    @Test
    void theUnitStartsThePackagedProgramWithThePackagedConfiguration() throws IOException {
        Path root = unpacked();

        assertThat(root.resolve("lib/systemd/system/processmaster.service"))
                .content()
                .contains("ExecStart=/usr/lib/processmaster/bin/processmaster -c /etc/processmaster/config.yaml")
                .doesNotContain("/opt/");
        Outcome check = Commands.run(
                scratch,
                List.of(
                        root.resolve("usr/bin/pmctl").toString(),
                        "validate",
                        root.resolve("etc/processmaster/config.yaml").toString()));
        assertThat(check.expect(0).stdout()).endsWith("config.yaml: OK\n");
        assertThat(root.resolve("etc/processmaster/config.yaml")).content().contains("group: processmaster");
    }

    @Test
    void theNewestEntryOfTheChangelogIsOfThisVersion() throws IOException {
        Path changelog = unpacked().resolve("usr/share/doc/processmaster/changelog.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(changelog))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("processmaster (" + field("Version") + ") ");
        }
        assertThat(Tree.source().resolve("docs/releases.md")).content().contains("\n## " + Packages.version() + "\n");
    }

    @Test
    void lintianFindsNoErrors() {
        Assumptions.assumeTrue(Programs.isInstalled("lintian"), "no lintian");

        Commands.run(
                        scratch,
                        List.of(
                                "lintian",
                                "--allow-root",
                                "--no-cfg",
                                "--fail-on",
                                "error",
                                packages.deb().toString()),
                        LIMIT)
                .expect(0);
    }

    @Test
    void theUnpackedArchivePrefersItsOwnJava() throws IOException {
        run("tar", "-C", scratch.toString(), "-xzf", packages.archive().toString());
        Path tree = scratch.resolve("processmaster-" + Packages.version());
        Path other = Files.createDirectories(scratch.resolve("other/bin")).resolve("java");
        Files.writeString(other.resolveSibling("../release"), "JAVA_VERSION=\"21.0.1\"\n");
        Files.writeString(other, "#!/bin/sh\necho wrong java; exit 9\n");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        String home = "JAVA_HOME=" + scratch.resolve("other");

        assertThat(run("env", home, tree.resolve("bin/pmctl").toString(), "version"))
                .contains(BuildInfo.current().buildId());
        assertThat(run("env", home, tree.resolve("bin/processmaster").toString(), "--version"))
                .contains(Packages.version());
        run("env", home, tree.resolve("libexec/make-archive").toString());
        assertThat(tree.resolve("lib"))
                .isDirectoryContaining("glob:**/pmctl-*.jsa")
                .isDirectoryContaining("glob:**/console-*.jsa")
                .isDirectoryContaining("glob:**/processmaster-*.jsa");
    }

    private String field(String name) {
        return run("dpkg-deb", "-f", packages.deb().toString(), name).strip();
    }

    private Path control() {
        Path control = scratch.resolve("control");
        run("dpkg-deb", "-e", packages.deb().toString(), control.toString());
        return control;
    }

    private Path unpacked() {
        Path root = scratch.resolve("root");
        run("dpkg-deb", "-x", packages.deb().toString(), root.toString());
        return root;
    }

    private String run(String... command) {
        return Commands.run(scratch, List.of(command), LIMIT).expect(0).stdout();
    }
}
