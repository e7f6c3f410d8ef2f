package io.processmaster.daemon.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.TimerTask;

/** What no code of the daemon does, wherever it is. */
final class HouseRules {
    private HouseRules() {}

    static ArchRule loggingGoesThroughTheFacade(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".boot.log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ch.qos.logback..", "java.util.logging..");
    }

    static ArchRule onlyBootTalksToTheTerminal(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".boot..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace");
    }

    static ArchRule onlyBootEndsTheProgram(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".boot..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class);
    }

    /** A process that is not started by the launcher is in no cgroup of an app, and nobody would find it again. */
    static ArchRule nobodyStartsProcessesBesidesTheLauncher(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class);
    }

    /** A wait is for something, and has a limit; it is never for time to pass. */
    static ArchRule nobodySleeps(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(TimerTask.class);
    }

    /** The root is that of the imported classes: this rule looks at all of them. */
    static ArchRule failuresHaveATypeOfTheirOwn(String root) {
        return GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.as("failures in " + root + " have a type");
    }
}
