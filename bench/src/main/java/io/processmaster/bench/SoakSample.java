package io.processmaster.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What the daemon took of the host at one moment.
 *
 * @param seconds since the load began
 * @param residentKib memory that is resident
 * @param proportionalKib the same, what is shared counted in shares
 * @param heapKib Java heap in use, garbage included
 * @param committedHeapKib what the heap has taken of the host for it
 * @param liveHeapKib Java heap in use right after a full collection; only now and then
 * @param metaspaceKib classes that are loaded
 * @param threads of the daemon
 * @param descriptors that it has open
 * @param journalKib files of the journal
 * @param stateKib the whole state directory
 * @param processorMillis processor time that it has used since its start
 */
record SoakSample(
        long seconds,
        long residentKib,
        long proportionalKib,
        long heapKib,
        long committedHeapKib,
        OptionalLong liveHeapKib,
        long metaspaceKib,
        long threads,
        long descriptors,
        long journalKib,
        long stateKib,
        long processorMillis) {
    static final String HEAD =
            "seconds,rss_kib,pss_kib,heap_kib,committed_heap_kib,live_heap_kib,metaspace_kib,threads,descriptors,"
                    + "journal_kib,state_kib,cpu_ms";

    String csv() {
        String live = liveHeapKib.isPresent() ? Long.toString(liveHeapKib.getAsLong()) : "";
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%d,%s,%d,%d,%d,%d,%d,%d",
                seconds,
                residentKib,
                proportionalKib,
                heapKib,
                committedHeapKib,
                live,
                metaspaceKib,
                threads,
                descriptors,
                journalKib,
                stateKib,
                processorMillis);
    }

    /** Reads what {@link #csv} writes. */
    static SoakSample of(String line) {
        List<String> cells = List.of(line.split(",", -1));
        return new SoakSample(
                Long.parseLong(cells.get(0)),
                Long.parseLong(cells.get(1)),
                Long.parseLong(cells.get(2)),
                Long.parseLong(cells.get(3)),
                Long.parseLong(cells.get(4)),
                cells.get(5).isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cells.get(5))),
                Long.parseLong(cells.get(6)),
                Long.parseLong(cells.get(7)),
                Long.parseLong(cells.get(8)),
                Long.parseLong(cells.get(9)),
                Long.parseLong(cells.get(10)),
                Long.parseLong(cells.get(11)));
    }
}
