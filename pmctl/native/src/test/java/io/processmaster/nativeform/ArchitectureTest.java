package io.processmaster.nativeform;

import static com.tngtech.archunit.core.domain.JavaModifier.NATIVE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.processmaster.nativeform");

    @Test
    void theRulesSeeTheClasses() {
        assertThat(CLASSES.size()).isGreaterThan(8);
    }

    @Test
    void onlyOneClassCallsC() {
        methods()
                .that()
                .haveModifier(NATIVE)
                .should()
                .beDeclaredIn(CLibrary.class)
                .check(CLASSES);
    }

    @Test
    void theProgramTakesNothingOfTheFormOnJavaNorOfTheTranslator() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..nativeform.translate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.processmaster.pmctl.onjava..",
                        "io.processmaster.nativeform.translate..",
                        "org.teavm.tooling..",
                        "org.teavm.vm..")
                .check(CLASSES);
    }
}
