package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.port.ProcessRef;
import io.processmaster.daemon.port.ProcessTable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads {@code /proc}; a process that cannot be read counts as gone. */
public final class ProcTable implements ProcessTable {
    private static final Comparator<ProcStat> MAIN_FIRST = Comparator.comparing((ProcStat stat) -> !stat.leadsSession())
            .thenComparing(ProcStat::startTicks)
            .thenComparing(ProcStat::pid);

    @Override
    public Optional<ProcessRef> find(int pid) {
        return alive(pid).map(ProcTable::ref);
    }

    @Override
    public Optional<ProcessRef> likelyMain(List<Integer> pids) {
        return pids.stream()
                .map(ProcTable::alive)
                .flatMap(Optional::stream)
                .min(MAIN_FIRST)
                .map(ProcTable::ref);
    }

    @Override
    public Optional<String> describe(int pid) {
        return stat(pid).map(stat -> stat.name().replaceAll("\\p{Cntrl}", "?") + " (" + stat.state() + ")");
    }

    private static Optional<ProcStat> alive(int pid) {
        return stat(pid).filter(stat -> !stat.isZombie());
    }

    private static Optional<ProcStat> stat(int pid) {
        try {
            return ProcStat.read(pid);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ProcessRef ref(ProcStat stat) {
        return new ProcessRef(stat.pid(), stat.startTicks());
    }
}
