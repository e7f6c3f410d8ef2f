package io.processmaster.daemon.adapter.state;

import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedFleet;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Where in the state file what is said of each app is, so that the next file takes from there what did not change.
 *
 * <p>Only the app that changed is made into text: with many apps that would otherwise be nearly all the work of a save. The
 * texts themselves stay on the disk, for they are as large as everything else that is known of an app.
 */
final class FleetText {
    /** Knows of no file. */
    static final FleetText NONE = new FleetText(List.of(), 0, new int[0]);

    private final List<SavedApp> apps;
    private final int begin;
    private final int[] ends;
    private int cursor;

    private FleetText(List<SavedApp> apps, int begin, int[] ends) {
        this.apps = apps;
        this.begin = begin;
        this.ends = ends;
    }

    /** The file before. */
    interface Source {
        /** Writes its bytes from {@code from} to before {@code to}; fails when that is not what was written to it. */
        void copy(long from, long to, OutputStream out) throws IOException;
    }

    /**
     * Writes a whole file.
     *
     * @param before where things are in {@code source}
     * @return where things are in this one
     */
    static FleetText write(SavedFleet fleet, FleetText before, Source source, OutputStream out) throws IOException {
        List<SavedApp> apps = fleet.apps();
        int[] ends = new int[apps.size()];
        byte[] beginning = FleetJson.beginning(fleet);
        out.write(beginning);
        int at = beginning.length;
        before.cursor = 0;
        for (int i = 0; i < apps.size(); ) {
            if (i > 0) {
                out.write(',');
                at++;
            }
            int known = before.find(apps.get(i));
            if (known < 0) {
                byte[] text = FleetJson.text(apps.get(i));
                out.write(text);
                at += text.length;
                ends[i++] = at;
                continue;
            }
            int count = before.same(known, apps, i);
            int shift = at - before.start(known);
            source.copy(before.start(known), before.ends[known + count - 1], out);
            for (int k = 0; k < count; k++) {
                ends[i++] = before.ends[known + k] + shift;
            }
            at = ends[i - 1];
        }
        out.write(FleetJson.end());
        return new FleetText(apps, beginning.length, ends);
    }

    private int start(int i) {
        return i == 0 ? begin : ends[i - 1] + 1;
    }

    /** Where just that is said; negative when it is not here. The order is nearly always the same. */
    private int find(SavedApp app) {
        for (int i = cursor; i < ends.length; i++) {
            SavedApp here = apps.get(i);
            if (here.name().equals(app.name())) {
                cursor = i + 1;
                return here.equals(app) ? i : -1;
            }
        }
        return -1;
    }

    /** How many in a row are the same from there on. */
    private int same(int known, List<SavedApp> others, int i) {
        int count = 1;
        while (known + count < ends.length
                && i + count < others.size()
                && apps.get(known + count).equals(others.get(i + count))) {
            count++;
        }
        cursor = known + count;
        return count;
    }
}
