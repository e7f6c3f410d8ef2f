package io.processmaster.daemon.adapter.provision;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.common.units.FileMode;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.adapter.posix.HostTime;
import io.processmaster.daemon.port.Provisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A playground with a provisioner that works on its home. */
final class Ground implements AutoCloseable {
    static final String NOBODY = "65534";

    private final Playground ground = new Playground();
    private final DiskProvisioner provisioner = new DiskProvisioner(HostTime.open());

    Ground() throws IOException {}

    DiskProvisioner provisioner() {
        return provisioner;
    }

    Playground playground() {
        return ground;
    }

    /** A path in the working directory. */
    Path home(String relative) {
        return ground.home().resolve(relative);
    }

    Path marker() {
        return home(Provisioner.MARKER);
    }

    /** A file of root's with its directories. */
    Path file(String relative) throws IOException {
        Path file = home(relative);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, relative);
    }

    AppSpec app(ProvisioningEntry... entries) {
        AppSpec app = ground.app();
        return new AppSpec(
                app.name(),
                app.sourceFile(),
                app.enabled(),
                app.process(),
                app.stop(),
                app.logs(),
                app.resources(),
                app.restart(),
                app.job(),
                List.of(entries));
    }

    /** The same app in another working directory. */
    AppSpec in(Path directory, ProvisioningEntry... entries) {
        AppSpec app = app(entries);
        ProcessSpec process = app.process();
        return new AppSpec(
                app.name(),
                app.sourceFile(),
                app.enabled(),
                new ProcessSpec(
                        directory.toString(),
                        process.startCommand(),
                        process.user(),
                        process.group(),
                        process.environment(),
                        process.inheritEnvironment(),
                        process.umask(),
                        process.nice(),
                        process.rlimits(),
                        process.oomScoreAdj(),
                        process.noNewPrivileges()),
                app.stop(),
                app.logs(),
                app.resources(),
                app.restart(),
                app.job(),
                app.provisioning());
    }

    /** Provisions, and wants that to work. */
    String done(ProvisioningEntry... entries) throws Exception {
        Provisioner.Result result = run(app(entries));
        if (!result.done()) {
            throw new AssertionError("failed: " + result.message());
        }
        return result.message();
    }

    /** Provisions, wants that to fail without a marker, and tells why. */
    String failed(ProvisioningEntry... entries) throws Exception {
        Provisioner.Result result = run(app(entries));
        if (result.done() || Files.exists(marker(), LinkOption.NOFOLLOW_LINKS)) {
            throw new AssertionError("succeeded: " + result.message());
        }
        return result.message();
    }

    Provisioner.Result run(AppSpec app) throws InterruptedException, ExecutionException, TimeoutException {
        return provisioner.provision(app).get(60, TimeUnit.SECONDS);
    }

    static ProvisioningEntry owner(String path, String owner, boolean recursive) {
        return new ProvisioningEntry(path, Optional.of(owner), Optional.of(owner), recursive, Optional.empty(), false);
    }

    static ProvisioningEntry mode(String path, int bits) {
        return new ProvisioningEntry(
                path, Optional.empty(), Optional.empty(), false, Optional.of(new FileMode(bits)), false);
    }

    static ProvisioningEntry capability(String path) {
        return new ProvisioningEntry(path, Optional.empty(), Optional.empty(), false, Optional.empty(), true);
    }

    /** Owner, group and mode, such as {@code 0:0 0644}; of a link itself. */
    static String facts(Path path) throws IOException {
        Map<String, Object> facts = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        return String.format(
                Locale.ROOT, "%s:%s %04o", facts.get("uid"), facts.get("gid"), (int) facts.get("mode") & 07777);
    }

    /** What this process holds open of the ground. */
    List<String> held() throws IOException {
        List<String> held = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open.toList()) {
                // The one that lists them is gone by now.
                String target = Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)
                        ? Files.readSymbolicLink(descriptor).toString()
                        : "";
                if (target.startsWith(ground.top().toString())) {
                    held.add(target);
                }
            }
        }
        return held;
    }

    @Override
    public void close() throws IOException {
        provisioner.close();
        // Deeper than a path can be long is nothing for the walk of the playground.
        Playground.run("rm", "-rf", ground.home().toString());
        ground.close();
    }
}
