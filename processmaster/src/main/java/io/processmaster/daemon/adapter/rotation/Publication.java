package io.processmaster.daemon.adapter.rotation;

import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.rotation.Steps.Step;
import io.processmaster.daemon.core.rotation.Placement;
import io.processmaster.daemon.core.rotation.RotatedName;
import java.io.IOException;
import java.util.Optional;

/** Gives a finished copy its owner and its name; after a crash at any point it can be done again. */
final class Publication {
    private static final int MAX_ATTEMPTS = 16;

    private final HeldDirectory directory;
    private final Site site;
    private final Steps steps;

    Publication(HeldDirectory directory, Site site, Steps steps) {
        this.directory = directory;
        this.site = site;
        this.steps = steps;
    }

    /** Names the copy, durably; empty when somebody removed it meanwhile. */
    Optional<RotatedName> publish(Intent intent, FileHandle copy) throws IOException {
        FilePosix.changeMode(copy, intent.dress().mode());
        FilePosix.changeOwner(copy, intent.dress().uid(), intent.dress().gid());
        steps.done(Step.DRESSED);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (!isThere(intent)) {
                return Optional.empty();
            }
            Optional<RotatedName> name = tryToName(intent);
            if (name.isPresent()) {
                steps.done(Step.NAMED);
                directory.sync();
                steps.done(Step.DURABLE);
                return name;
            }
        }
        throw new IOException(directory.pathOf(site.name()) + ": somebody keeps taking the names of rotated files");
    }

    /** Whether the copy still has its name. */
    boolean isThere(Intent intent) throws IOException {
        return directory
                .look(site.copyName())
                .filter(status -> Intent.FileId.of(status).equals(intent.copy()))
                .isPresent();
    }

    private Optional<RotatedName> tryToName(Intent intent) throws IOException {
        Site.Rotated rotated = site.rotated(directory);
        Placement placement = intent.mode() == RotationSpec.Mode.SIZE
                ? Placement.bySize(site.name(), rotated.files(), rotated.blocked(), intent.backups())
                : Placement.byTime(site.name(), rotated.files(), rotated.blocked(), intent.time());
        for (Placement.Step step : placement.steps()) {
            if (!carryOut(step)) {
                return Optional.empty();
            }
            steps.done(Step.MOVED);
        }
        RotatedName name = placement
                .name()
                .orElseThrow(() -> new IOException(directory.pathOf(site.name())
                        + ": every name that a rotated file could have is taken by a directory (remove it)"));
        return directory.rename(site.copyName(), name.text()) ? Optional.of(name) : Optional.empty();
    }

    private boolean carryOut(Placement.Step step) throws IOException {
        if (step instanceof Placement.Step.Rename rename) {
            return directory.rename(rename.from(), rename.to());
        }
        directory.remove(((Placement.Step.Delete) step).name());
        return true;
    }
}
