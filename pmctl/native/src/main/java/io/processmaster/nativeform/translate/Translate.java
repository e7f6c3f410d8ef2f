package io.processmaster.nativeform.translate;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import org.teavm.diagnostics.Problem;
import org.teavm.diagnostics.ProblemSeverity;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Translates what is reachable from a main class, as it is on the class path, to C. */
public final class Translate {
    // Grows from the one to the other; of the least each start clears its tables, pages that nobody touched cost
    // nothing.
    private static final int LEAST_HEAP_BYTES = 32 << 20;
    private static final int MOST_HEAP_BYTES = 1 << 30;

    private Translate() {}

    /** Translates the main class {@code args[0]} into the directory {@code args[1]}; fails if any of it cannot be done. */
    public static void main(String[] args) throws TeaVMToolException {
        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.C);
        tool.setMainClass(args[0]);
        tool.setTargetDirectory(new File(args[1]));
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.setMinHeapSize(LEAST_HEAP_BYTES);
        tool.setMaxHeapSize(MOST_HEAP_BYTES);
        tool.setObfuscated(true);
        // Indexes and nulls are checked as Java does.
        tool.setStrict(true);
        tool.setAssertionsRemoved(true);
        tool.setClassLoader(Translate.class.getClassLoader());
        tool.setClassPath(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(File::new)
                .toList());
        tool.generate();
        List<Problem> severe = tool.getProblemProvider().getProblems().stream()
                .filter(problem -> problem.getSeverity() == ProblemSeverity.ERROR)
                .toList();
        if (!severe.isEmpty()) {
            TeaVMProblemRenderer.describeProblems(
                    tool.getDependencyInfo().getCallGraph(), tool.getProblemProvider(), new ConsoleTeaVMToolLog(false));
            throw new IllegalStateException("the native form of pmctl uses what TeaVM does not have: see above");
        }
    }
}
