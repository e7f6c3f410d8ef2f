package io.processmaster.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Java says of the heap of another process, by {@code jcmd}.
 *
 * @param heapKib in use, garbage included
 * @param committedKib what the heap has taken of the host for it
 * @param metaspaceKib of classes
 */
record HeapFigures(long heapKib, long committedKib, long metaspaceKib) {
    // " tenured generation   total 5504K, used 4321K [...": one line for each part of the heap.
    private static final Pattern PART = Pattern.compile("total (\\d+)K, used (\\d+)K");
    // The last line: all instances, all bytes.
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final int COLLECTIONS = 3;
    private static final int KIB = 1024;
    private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

    static HeapFigures of(Path jcmd, long pid) throws IOException, InterruptedException {
        return parse(run(jcmd, pid, "GC.heap_info"));
    }

    /**
     * What is left in KiB when the garbage is taken away, the least of three times: a collection is put off while Java
     * compresses something, and then garbage is counted too.
     */
    static long liveKib(Path jcmd, long pid) throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            least = Math.min(least, total(run(jcmd, pid, "GC.class_histogram")));
        }
        return least;
    }

    static long total(String histogram) throws IOException {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("jcmd GC.class_histogram: not understood");
        }
        return Long.parseLong(total.group(1)) / KIB;
    }

    static HeapFigures parse(String info) throws IOException {
        long heap = 0;
        long committed = 0;
        Matcher parts = PART.matcher(info);
        while (parts.find()) {
            committed += Long.parseLong(parts.group(1));
            heap += Long.parseLong(parts.group(2));
        }
        Matcher metaspace = METASPACE.matcher(info);
        if (heap == 0 || !metaspace.find()) {
            throw new IOException("jcmd GC.heap_info: not understood: " + info);
        }
        return new HeapFigures(heap, committed, Long.parseLong(metaspace.group(1)));
    }

    private static String run(Path jcmd, long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + output.strip());
        }
        return output;
    }
}
