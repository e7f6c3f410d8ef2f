package io.processmaster.daemon.adapter.state;

import io.processmaster.common.json.JsonException;
import io.processmaster.daemon.adapter.disk.DurableFile;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.adapter.state.FleetJson.Decoded;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.port.StateStore;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The saved fleet as the file {@code state.json} in the state directory. */
public final class FileStateStore implements StateStore {
    /** A larger file is taken for damaged; 10,000 apps need less than a fifth of it. */
    static final long MAX_BYTES = 32L << 20;

    private static final int MAX_NAMED_FAULTS = 5;

    private final Path file;
    private final TimeSource time;
    private final Quarantine quarantine;
    private FleetText text = FleetText.NONE;
    private Optional<FleetFile.Stamp> stamp = Optional.empty();

    /** In that directory, whether or not something was saved there. */
    public FileStateStore(StateDirectory directory, TimeSource time) {
        this.file = directory.file("state.json");
        this.time = time;
        this.quarantine = new Quarantine(file);
    }

    @Override
    public synchronized Loaded load() {
        try {
            Decoded decoded = FleetJson.decode(SmallText.read(file, MAX_BYTES));
            Optional<String> problem =
                    decoded.faults().isEmpty() ? Optional.empty() : Optional.of(kept(words(decoded.faults())));
            return new Loaded(Optional.of(decoded.fleet()), problem);
        } catch (NoSuchFileException e) {
            return new Loaded(Optional.empty(), Optional.empty());
        } catch (IOException e) {
            return new Loaded(Optional.empty(), Optional.of(moved(DurableFile.reason(e))));
        } catch (JsonException e) {
            return new Loaded(Optional.empty(), Optional.of(moved(e.getMessage())));
        }
    }

    @Override
    public synchronized void save(SavedFleet fleet) throws IOException {
        if (stamp.isPresent() && replaced(fleet)) {
            return;
        }
        replace(fleet);
    }

    /** Takes from the old file what did not change; false when that file will not do, and all is to be written anew. */
    private boolean replaced(SavedFleet fleet) {
        try {
            replace(fleet);
            return true;
        } catch (IOException e) {
            // Or the disk refuses, which the other way will tell.
            return false;
        }
    }

    private void replace(SavedFleet fleet) throws IOException {
        FleetText before = text;
        Optional<FleetFile.Stamp> known = stamp;
        text = FleetText.NONE;
        stamp = Optional.empty();
        List<FleetText> made = new ArrayList<>();
        try (FleetFile old = new FleetFile(file, known)) {
            DurableFile.replace(file, out -> made.add(FleetText.write(fleet, before, old, out)));
        }
        stamp = FleetFile.stamp(file);
        text = made.get(0);
    }

    private static String words(List<String> faults) {
        String first = String.join("; ", faults.subList(0, Math.min(faults.size(), MAX_NAMED_FAULTS)));
        return faults.size() <= MAX_NAMED_FAULTS
                ? first
                : first + "; and " + (faults.size() - MAX_NAMED_FAULTS) + " more";
    }

    private String moved(String fault) {
        String start = "reading " + file + ": " + fault;
        try {
            return start + " (moved to " + quarantine.moveAside(time.now().epochMillis())
                    + ", going on without what it said)";
        } catch (IOException e) {
            return start + " (going on without what it said; moving it aside: " + DurableFile.reason(e) + ")";
        }
    }

    private String kept(String faults) {
        String start = "reading " + file + ": " + faults;
        try {
            return start + " (kept as " + quarantine.keepAside(time.now().epochMillis())
                    + ", going on with the other apps)";
        } catch (IOException e) {
            return start + " (going on with the other apps; keeping a copy: " + DurableFile.reason(e) + ")";
        }
    }
}
