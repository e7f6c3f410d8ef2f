package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.config.AutoReader;
import io.processmaster.common.config.AutoService;
import io.processmaster.common.config.AutoServices;
import io.processmaster.common.config.DefinitionsReader;
import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The auto-service directory, for one load. */
final class AutoDirectory implements AutoServices {
    private final Path directory;
    private final ServiceDefaults defaults;
    private final Trust trust;
    private final boolean asRegenerated;
    private final List<Path> marked = new ArrayList<>();

    /**
     * Reads {@code directory}.
     *
     * @param asRegenerated whether what is marked for regeneration is shown as it will be
     */
    AutoDirectory(Path directory, ServiceDefaults defaults, Trust trust, boolean asRegenerated) {
        this.directory = directory;
        this.defaults = defaults;
        this.trust = trust;
        this.asRegenerated = asRegenerated;
    }

    @Override
    public ServiceDefaults defaults() {
        return defaults;
    }

    @Override
    public Path directory() {
        return directory;
    }

    /** Which of the services that were looked at are marked for regeneration. */
    List<Path> marked() {
        return List.copyOf(marked);
    }

    @Override
    public List<Path> services() throws IOException {
        try (TrustedDirectory open = TrustedDirectory.open(directory.toString())) {
            if (!trust.isAdministrators(open)) {
                throw new PathRefused("cannot read the auto-services: others than root can change this directory or"
                        + " the way to it, and so could define apps of root (give it to root with mode 755)");
            }
            List<Path> services = new ArrayList<>();
            Path self = Path.of(FilePosix.selfPath(open.handle().fd()));
            try (DirectoryStream<Path> children = Files.newDirectoryStream(self, AutoDirectory::isService)) {
                for (Path child : children) {
                    // One more than allowed is enough to be refused.
                    if (services.size() <= DefinitionsReader.MOST_APPS) {
                        services.add(directory.resolve(child.getFileName()));
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            Collections.sort(services);
            return services;
        }
    }

    private static boolean isService(Path child) {
        String name = AutoReader.nameOf(child);
        if (name.startsWith(".") || name.endsWith(AutoService.DISABLED)) {
            return false;
        }
        // A link is looked at later, and then refused unless it is the administrator's; one to a file is just a file.
        return Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
                || (Files.isSymbolicLink(child) && !Files.isRegularFile(child));
    }

    @Override
    public AutoService look(Path service) {
        try (ServiceDirectory open = ServiceDirectory.open(service, trust)) {
            if (open.isMarked()) {
                marked.add(service);
                if (asRegenerated) {
                    return new AutoService.Bare(service);
                }
            }
            Optional<ServiceDirectory.Found> found = open.definition();
            return found.isEmpty()
                    ? new AutoService.Bare(service)
                    : new AutoService.Defined(
                            service.resolve(found.get().name()), found.get().bytes(), open.isOfUser());
        } catch (IOException e) {
            return refused(service, String.valueOf(e.getMessage()));
        }
    }

    /** The message names the file relative to the service; the problem names it itself. */
    private static AutoService.Refused refused(Path service, String message) {
        for (String name : List.of(AutoService.FILE, AutoService.OTHER_FILE, AutoService.MARKER)) {
            if (message.startsWith(name + ": ")) {
                return new AutoService.Refused(service.resolve(name), message.substring(name.length() + 2));
            }
        }
        String whole = service + ": ";
        return new AutoService.Refused(
                service, message.startsWith(whole) ? message.substring(whole.length()) : message);
    }
}
