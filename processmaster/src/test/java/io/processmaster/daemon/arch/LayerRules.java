package io.processmaster.daemon.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import io.processmaster.daemon.adapter.posix.UnixAddress;
import io.processmaster.daemon.adapter.posix.UnixSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;

/** Which package may know which, as values, so that a test can also prove that each rule bites. */
final class LayerRules {
    private LayerRules() {}

    static ArchRule coreKnowsOnlyValues(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + ".core..",
                        "io.processmaster.common.spec..",
                        "io.processmaster.common.units..",
                        "io.processmaster.common.names..",
                        "io.processmaster.common.schedule..",
                        "java.lang",
                        "java.lang.annotation",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.util.regex",
                        "java.time..",
                        "java.nio.charset")
                .because("a decision must be the same in a test, in a replay and in production");
    }

    static ArchRule coreReadsNoClockAndNoChance(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".core..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Thread.class, ThreadLocal.class, Random.class, UUID.class, Runtime.class)
                .because("time and chance come in as arguments");
    }

    static ArchRule coreKeepsNoMutableField(String root) {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + ".core..")
                .should()
                .beFinal();
    }

    static ArchRule layers(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("core")
                .definedBy(root + ".core..")
                .layer("port")
                .definedBy(root + ".port..")
                .layer("engine")
                .definedBy(root + ".engine..")
                .layer("control")
                .definedBy(root + ".control..")
                .layer("adapter")
                .definedBy(root + ".adapter..")
                .layer("rpc")
                .definedBy(root + ".rpc..")
                .layer("web")
                .definedBy(root + ".web..")
                .layer("boot")
                .definedBy(root + ".boot..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("port")
                .mayOnlyAccessLayers("core")
                .whereLayer("control")
                .mayOnlyAccessLayers("core", "port")
                .whereLayer("engine")
                .mayOnlyAccessLayers("core", "port")
                .whereLayer("adapter")
                .mayOnlyAccessLayers("core", "port")
                .whereLayer("rpc")
                .mayOnlyAccessLayers("control")
                .whereLayer("web")
                .mayOnlyAccessLayers("control", "rpc")
                .whereLayer("boot")
                .mayNotBeAccessedByAnyLayer()
                // It is an adapter in all but its place: it gives the protocol the kernel's sockets.
                .ignoreDependency(
                        resideInAPackage(root + ".rpc.socket.."), resideInAPackage(root + ".adapter.posix.."));
    }

    /** What people see is made in control; what is below knows the apps, not their presentation. */
    static ArchRule theApiStaysAtTheEdge(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".core..", root + ".port..", root + ".engine..", root + ".adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.processmaster.common.api..", "io.processmaster.common.rpc..");
    }

    /** Native calls, the daemon's own files, and careful opening of other people's files serve several adapters. */
    static ArchRule adaptersDoNotKnowEachOther(String root) {
        return slices().matching(root + ".adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        DescribedPredicate.alwaysTrue(),
                        resideInAnyPackage(
                                root + ".adapter.posix..", root + ".adapter.disk..", root + ".adapter.files.."));
    }

    static ArchRule noCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    static ArchRule onlyPosixCallsNativeCode(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".adapter.posix..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.kenai.jffi..", "jnr..");
    }

    static ArchRule onlySocketsUseUnixSockets(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".rpc.socket..", root + ".adapter.systemd..", root + ".adapter.posix..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(UnixSocket.class, UnixAddress.class);
    }

    static ArchRule onlyTheConsoleSpeaksHttp(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..", "org.jboss..");
    }

    /** What a schedule means is decided in another module, once for the daemon and the client. */
    static ArchRule nobodyParsesSchedules(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils..");
    }

    /** YAML and JSON of libraries are the business of the configuration reader in another module. */
    static ArchRule nobodyParsesYaml(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.yaml..", "com.fasterxml..");
    }
}
