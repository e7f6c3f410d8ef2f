package io.processmaster.pmctl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.processmaster.pmctl");

    @Test
    void theRulesSeeTheClasses() {
        assertThat(CLASSES.size()).isGreaterThan(60);
    }

    @Test
    void onlyMainEndsTheProgram() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void thePackagesDoNotDependOnEachOtherInCircles() {
        slices().matching("io.processmaster.pmctl.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void declarationsAndTextsDoNotTalkToTheDaemon() {
        noClasses()
                .that()
                .resideInAnyPackage("..pmctl.line..", "..pmctl.render..", "..pmctl.manual..", "..pmctl.terminal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.processmaster.common.client..", "io.processmaster.common.config..")
                .check(CLASSES);
    }

    // What TeaVM does not have, or what it would make large: the native form is translated from these same classes.
    @Test
    void onlyTheFormOnJavaUsesWhatTheNativeFormCannot() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("..pmctl.onjava..", "..pmctl.reference..", "..pmctl.service..")
                .and()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(GenerateManual.class.getName())
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..",
                                "java.util.regex..",
                                "java.util.concurrent..",
                                "java.time.zone..",
                                "io.processmaster.common.config..",
                                "io.processmaster.common.auth..",
                                "io.processmaster.pmctl.onjava..",
                                "io.processmaster.pmctl.service..")
                        .or(belongToAnyOf(ZoneId.class, ZonedDateTime.class, Thread.class, ProcessBuilder.class)));
        rule.check(CLASSES);
        assertThatThrownBy(() -> noClasses()
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.nio.file.."))
                        .check(CLASSES))
                .as("the rule would notice")
                .isInstanceOf(AssertionError.class);
    }
}
