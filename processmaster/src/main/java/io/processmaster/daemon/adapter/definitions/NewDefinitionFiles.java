package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.daemon.adapter.files.Entries;
import io.processmaster.daemon.adapter.files.Links;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.port.NewDefinitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts new files into the directory of definitions, which must be the administrator's alone. */
public final class NewDefinitionFiles implements NewDefinitions {
    // A definition may hold passwords.
    private static final int MODE = 0600;
    private static final String ENDING = ".yaml";
    private static final List<String> OTHER_ENDINGS = List.of(".yml");

    private final Optional<Path> directory;
    private final Trust trust;

    /**
     * Writes where {@code places} says.
     *
     * @param self the user who writes, whose own files count as the administrator's
     */
    public NewDefinitionFiles(MasterSpec.Definitions places, int self) {
        this.directory = places.configDirectory().map(Path::of);
        this.trust = new Trust(self, ServiceDefaults.of(places));
    }

    @Override
    public Optional<Path> place(AppName app) {
        return directory.map(known -> known.resolve(app.text() + ENDING));
    }

    @Override
    public boolean write(AppName app, String text) throws IOException {
        try (TrustedDirectory open = open();
                Entries entries = Entries.of(open)) {
            for (String ending : OTHER_ENDINGS) {
                if (entries.find(app.text() + ending).isPresent()) {
                    return false;
                }
            }
            String name = app.text() + ENDING;
            String unfinished = "." + name + ".new";
            entries.write(unfinished, text.getBytes(StandardCharsets.UTF_8), MODE);
            boolean written = false;
            try {
                written = entries.renameToFree(unfinished, name);
            } finally {
                if (!written) {
                    entries.remove(unfinished);
                }
            }
            entries.sync();
            return written;
        }
    }

    @Override
    public void takeBack(AppName app, String text) throws IOException {
        String name = app.text() + ENDING;
        try (TrustedDirectory open = open();
                Entries entries = Entries.of(open)) {
            if (isStill(open, name, text.getBytes(StandardCharsets.UTF_8))) {
                entries.remove(name);
                entries.sync();
            }
        }
    }

    private boolean isStill(TrustedDirectory open, String name, byte[] written) throws IOException {
        Optional<Opened> found = open.openRead(name, trust.reader(), Links.REFUSED);
        if (found.isEmpty()) {
            return false;
        }
        try (Opened file = found.get()) {
            byte[] now = new byte[written.length + 1];
            int count = 0;
            int more = 1;
            while (more > 0 && count < now.length) {
                byte[] block = new byte[now.length - count];
                more = FilePosix.read(file.handle(), block, count);
                System.arraycopy(block, 0, now, count, Math.max(0, more));
                count += Math.max(0, more);
            }
            return Arrays.equals(now, 0, count, written, 0, written.length);
        }
    }

    private TrustedDirectory open() throws IOException {
        String path = directory
                .orElseThrow(() -> new IOException("global.config_directory is not set"))
                .toString();
        TrustedDirectory open = TrustedDirectory.open(path);
        if (!trust.isAdministrators(open)) {
            open.close();
            throw new PathRefused(path + ": others than root can change this directory or the way to it, and so could"
                    + " define apps of root (give it to root with mode 755)");
        }
        return open;
    }
}
