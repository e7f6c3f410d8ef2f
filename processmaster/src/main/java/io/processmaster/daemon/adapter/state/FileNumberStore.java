package io.processmaster.daemon.adapter.state;

import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.DurableFile;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.core.fleet.AppNumbers;
import io.processmaster.daemon.port.NumberStore;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The numbers of the apps as the file {@code numbers.json} in the state directory. */
public final class FileNumberStore implements NumberStore {
    /** A larger file is taken for damaged; as many numbers as are kept need less than half of it. */
    static final long MAX_BYTES = 4L << 20;

    private static final int VERSION = 1;

    private final Path file;
    private final TimeSource time;
    private final Quarantine quarantine;

    /** In that directory, whether or not something was saved there. */
    public FileNumberStore(StateDirectory directory, TimeSource time) {
        this.file = directory.file("numbers.json");
        this.time = time;
        this.quarantine = new Quarantine(file);
    }

    @Override
    public Loaded load() {
        try {
            return new Loaded(decode(SmallText.read(file, MAX_BYTES)), Optional.empty());
        } catch (NoSuchFileException e) {
            return new Loaded(AppNumbers.NONE, Optional.empty());
        } catch (IOException e) {
            return damaged(DurableFile.reason(e));
        } catch (JsonException | IllegalArgumentException e) {
            return damaged(e.getMessage());
        }
    }

    @Override
    public void save(AppNumbers numbers) throws IOException {
        DurableFile.replace(file, (encode(numbers) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(AppNumbers numbers) {
        JsonObject.Builder apps = JsonObject.builder();
        numbers.byName().forEach((name, number) -> apps.put(name.text(), number));
        return JsonObject.builder()
                .put("version", VERSION)
                .put("next", numbers.next())
                .put("apps", apps.build())
                .build()
                .compact();
    }

    private static AppNumbers decode(String text) {
        JsonObject root = JsonReader.readObject(text);
        if (root.integer("version") != VERSION) {
            throw new JsonException(
                    "version " + root.integer("version") + " is unknown, version " + VERSION + " is expected");
        }
        SortedMap<AppName, Integer> byName = new TreeMap<>();
        for (Map.Entry<String, JsonValue> app : root.object("apps").members().entrySet()) {
            if (!(app.getValue() instanceof JsonNumber number)) {
                throw new JsonException("\"" + app.getKey() + "\" must be a number");
            }
            byName.put(new AppName(app.getKey()), small(number.asLong(), app.getKey()));
        }
        if (byName.size() > AppNumbers.MOST_KEPT) {
            throw new JsonException("\"apps\" has more than " + AppNumbers.MOST_KEPT + " members");
        }
        return new AppNumbers(small(root.integer("next"), "next"), byName);
    }

    private static int small(long number, String name) {
        // Leaves room for many more apps than there will ever be.
        if (number < 0 || number > Integer.MAX_VALUE / 2) {
            throw new JsonException("\"" + name + "\" is out of range");
        }
        return (int) number;
    }

    private Loaded damaged(String fault) {
        String start = "reading " + file + ": " + fault;
        String problem;
        try {
            problem = start + " (moved to " + quarantine.moveAside(time.now().epochMillis())
                    + ", the apps get new numbers)";
        } catch (IOException e) {
            problem = start + " (the apps get new numbers; moving it aside: " + DurableFile.reason(e) + ")";
        }
        return new Loaded(AppNumbers.NONE, Optional.of(problem));
    }
}
