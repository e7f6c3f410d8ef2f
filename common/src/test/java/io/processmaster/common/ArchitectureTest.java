package io.processmaster.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.processmaster.common");

    @Test
    void theRulesSeeTheClasses() {
        assertThat(CLASSES.size()).isGreaterThan(80);
    }

    @Test
    void valuesKnowOnlyValues() {
        classes()
                .that()
                .resideInAnyPackage("..common.spec..", "..common.units..", "..common.names..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "..common.spec..",
                        "..common.units..",
                        "..common.names..",
                        "..common.auth..",
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.util.regex",
                        "java.time..",
                        "java.math")
                .check(CLASSES);
    }

    @Test
    void librariesStayInTheConfigurationReader() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("..common.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.yaml..", "com.fasterxml..", "com.kenai..", "ch.qos..", "org.slf4j..");
        rule.check(CLASSES);
        assertThatThrownBy(() -> noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.yaml..")
                        .check(CLASSES))
                .as("the rule would notice")
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void onlyOnePackageHashesPasswords() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..common.auth..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.mindrot..")
                .check(CLASSES);
        assertThatThrownBy(() -> noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.mindrot..")
                        .check(CLASSES))
                .as("the rule would notice")
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void onlySchedulesKnowTheCronLibrary() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("..common.schedule..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils..");
        rule.check(CLASSES);
        assertThatThrownBy(() -> rule.check(new ClassFileImporter().importClasses(KnowsCron.class)))
                .as("the rule would notice")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("KnowsCron");
    }

    /** What must not be. */
    private static final class KnowsCron {
        private final CronType type = CronType.UNIX;

        @Override
        public String toString() {
            return type.toString();
        }
    }

    @Test
    void thePackagesDoNotDependOnEachOtherInCircles() {
        slices().matching("io.processmaster.common.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void nothingPrintsExitsSleepsOrStartsProcesses() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class)
                .check(CLASSES);
    }

    @Test
    void failuresHaveATypeOfTheirOwn() {
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
    }
}
