package io.processmaster.pmctl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
}
