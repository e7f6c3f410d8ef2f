package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package in a root of its own without Java and without systemd, as in an image that is being made. */
final class PackageInstallIT {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String INSTALL = "dpkg --no-triggers -i ";

    @TempDir
    private Path scratch;

    private Packages packages;

    @BeforeEach
    void prepare() {
        Requires.root();
        packages = Packages.ofThisBuild();
        Assumptions.assumeTrue(
                inPrivateRoot("dpkg --version >/dev/null").exit() == 0, "no overlay of the root file system here");
    }

    @Test
    void itWorksWithoutJavaAndIsEnabledButNotStarted() {
        String said = said(
                INSTALL + first(),
                "getent group processmaster",
                "command -v java || echo no java",
                "pmctl version",
                "processmaster --check",
                "ls /usr/lib/processmaster/lib",
                "ls /etc/systemd/system/multi-user.target.wants");

        assertThat(said)
                .containsPattern("\nprocessmaster:x:\\d+:\n")
                .contains("\nno java\n")
                .contains("\npmctl " + Packages.version() + "\n")
                .contains("\n/etc/processmaster/config.yaml: OK\n")
                .containsPattern("\nconsole-\\d[0-9.]*\\.jsa\n")
                .containsPattern("\npmctl-\\d[0-9.]*\\.jsa\n")
                .containsPattern("\nprocessmaster-\\d[0-9.]*\\.jsa\n")
                .contains("\nprocessmaster.service\n");
    }

    @Test
    void anUpgradeKeepsWhatPeopleChanged() {
        String said = said(
                INSTALL + first(),
                "echo '# mine' >>/etc/processmaster/config.yaml",
                "touch /etc/processmaster/config.d/web.yaml",
                INSTALL + second(),
                "dpkg-query -W processmaster",
                "tail -n 1 /etc/processmaster/config.yaml",
                "ls /etc/processmaster/config.d /usr/lib/processmaster/lib",
                "pmctl version");

        assertThat(said)
                .contains("\nprocessmaster\t" + Packages.version() + "+newer\n")
                .contains("\n# mine\n")
                .contains("\nweb.yaml\n")
                .containsPattern("\nconsole-\\d[0-9.]*\\.jsa\n")
                .containsPattern("\npmctl-\\d[0-9.]*\\.jsa\n")
                .containsPattern("\nprocessmaster-\\d[0-9.]*\\.jsa\n")
                .contains("\npmctl " + Packages.version() + "\n");
    }

    /** Java ends with an error where an archive that it is told to use does not fit. */
    @Test
    void theClassArchivesOfThePackageFitWhereItIsInstalled() {
        Requires.packagedClassArchives();

        String said = said(
                INSTALL + first(),
                "dpkg --verify processmaster",
                "export PM_JAVA_OPTS=-Xshare:on",
                "processmaster --check",
                "cp /etc/processmaster/config.yaml /tmp/console.yaml",
                "printf 'web_console:\\n  enabled: true\\n' >>/tmp/console.yaml",
                "processmaster --check -c /tmp/console.yaml",
                "/usr/lib/processmaster/libexec/pmctl-java version",
                "touch /usr/lib/processmaster/lib/common.jar",
                "processmaster --check || echo no longer fits");

        assertThat(said)
                .contains("\n/etc/processmaster/config.yaml: OK\n")
                .contains("\n/tmp/console.yaml: OK\n")
                .contains("\npmctl " + Packages.version() + "\n")
                .contains("\nno longer fits\n")
                .doesNotContain("missing ");
    }

    /** As from a build that may not make them, and as from one with another Java. */
    @Test
    void classArchivesThatAPackageLacksAreMadeAndGoWithIt() {
        String bare = "/var/tmp/bare.deb";
        String said = said(
                "dpkg-deb -R " + first() + " /var/tmp/bare",
                "rm -f /var/tmp/bare/usr/lib/processmaster/lib/*.jsa",
                "dpkg-deb -Znone -b /var/tmp/bare " + bare,
                INSTALL + bare,
                "PM_JAVA_OPTS=-Xshare:on processmaster --check",
                "touch /usr/lib/processmaster/lib/pmctl-16.0.1.jsa",
                INSTALL + first(),
                "ls /usr/lib/processmaster/lib",
                "PM_JAVA_OPTS=-Xshare:on processmaster --check",
                INSTALL + bare,
                "PM_JAVA_OPTS=-Xshare:on processmaster --check",
                "dpkg --no-triggers -r processmaster");

        assertThat(said).doesNotContain("\npmctl-16.0.1.jsa\n");
        assertThat(said.split("/config.yaml: OK\n", -1)).hasSize(4);
        assertThat(said.lines().filter(line -> line.startsWith("left behind")))
                .noneSatisfy(line -> assertThat(line).contains("/usr/"));
    }

    @Test
    void removingKeepsConfigurationAndState() {
        String said = said(
                INSTALL + first(),
                "mkdir /var/lib/processmaster",
                "echo kept >/var/lib/processmaster/state",
                "dpkg --no-triggers -r processmaster");

        assertThat(said.lines().filter(line -> line.startsWith("left behind")))
                .contains("left behind: ./etc/processmaster", "left behind: ./var/lib/processmaster")
                .noneSatisfy(line -> assertThat(line).contains("/usr/"));
    }

    @Test
    void purgingLeavesNothing() {
        String said = said(
                INSTALL + first(),
                "mkdir /var/lib/processmaster",
                "echo gone >/var/lib/processmaster/state",
                "touch /etc/processmaster/config.d/web.yaml",
                "dpkg --no-triggers --purge processmaster",
                "getent group processmaster || echo no group");

        assertThat(said).contains("\nno group\n").doesNotContain("left behind");
    }

    private String said(String... script) {
        return "\n" + inPrivateRoot(String.join("\n", script)).expect(0).stdout();
    }

    private Outcome inPrivateRoot(String script) {
        try {
            Path space = Files.createTempDirectory(scratch, "space");
            return Commands.run(
                    scratch,
                    List.of(
                            Tree.source()
                                    .resolve("dist/src/test/package/private-root")
                                    .toString(),
                            space.toString(),
                            script,
                            packages.deb().toString(),
                            packages.newerDeb().toString()),
                    LIMIT);
        } catch (IOException e) {
            throw new AssertionError("cannot make a directory for the root", e);
        }
    }

    private String first() {
        return "/var/tmp/" + packages.deb().getFileName();
    }

    private String second() {
        return "/var/tmp/" + packages.newerDeb().getFileName();
    }
}
