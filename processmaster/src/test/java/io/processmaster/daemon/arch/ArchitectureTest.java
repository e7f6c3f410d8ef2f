package io.processmaster.daemon.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.processmaster.daemon";
    private static final String FIXTURE = ROOT + ".arch.fixture";
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses BAD = new ClassFileImporter().importPackages(FIXTURE);

    /** Each rule with the class of the fixture that has to be caught by it. */
    private static Map<String, Function<String, ArchRule>> rules() {
        Map<String, Function<String, ArchRule>> rules = new LinkedHashMap<>();
        rules.put("TouchesFiles", LayerRules::coreKnowsOnlyValues);
        rules.put("ReadsTheClock", LayerRules::coreReadsNoClockAndNoChance);
        rules.put("Changes", LayerRules::coreKeepsNoMutableField);
        rules.put("SkipsControl", LayerRules::layers);
        rules.put("KnowsB", LayerRules::adaptersDoNotKnowEachOther);
        rules.put("ShowsPeople", LayerRules::theApiStaysAtTheEdge);
        rules.put("Cycle", LayerRules::noCycles);
        rules.put("CallsNativeCode", LayerRules::onlyPosixCallsNativeCode);
        rules.put("OpensASocket", LayerRules::onlySocketsUseUnixSockets);
        rules.put("SpeaksHttp", LayerRules::onlyTheConsoleSpeaksHttp);
        rules.put("ParsesYaml", LayerRules::nobodyParsesYaml);
        rules.put("ParsesSchedules", LayerRules::nobodyParsesSchedules);
        rules.put("LogsDirectly", HouseRules::loggingGoesThroughTheFacade);
        rules.put("Prints", HouseRules::onlyBootTalksToTheTerminal);
        rules.put("EndsTheProgram", HouseRules::onlyBootEndsTheProgram);
        rules.put("StartsAProcess", HouseRules::nobodyStartsProcessesBesidesTheLauncher);
        rules.put("Sleeps", HouseRules::nobodySleeps);
        rules.put("ThrowsAnything", HouseRules::failuresHaveATypeOfTheirOwn);
        return rules;
    }

    @Test
    void theRulesSeeTheCode() {
        assertThat(PRODUCTION.size()).isGreaterThan(250);
        assertThat(BAD.size()).isGreaterThanOrEqualTo(rules().size());
    }

    @Test
    void everyRuleHolds() {
        rules().values().forEach(rule -> rule.apply(ROOT).check(PRODUCTION));
    }

    @Test
    void everyRuleCatchesItsBadExample() {
        rules().forEach((culprit, rule) -> assertThatThrownBy(
                        () -> rule.apply(FIXTURE).check(BAD))
                .as("the rule for which %s was written", culprit)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit));
    }
}
