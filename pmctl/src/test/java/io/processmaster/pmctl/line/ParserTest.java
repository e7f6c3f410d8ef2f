package io.processmaster.pmctl.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.pmctl.command.CommandTable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    private static CommandLine parse(String words) {
        return Parser.parse(CommandTable.COMMANDS, words.isEmpty() ? new String[0] : words.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | status",
                "--format json                   | status",
                "-s /x start web                 | start",
                "start web -s /x                 | start",
                "start --sock=/x web             | start",
                "logs -fn5 web                   | logs",
                "--help                          | help",
                "logs --help                     | help",
                "start -h                        | help",
                "-V                              | version",
                "status --version                | version",
            })
    void findsTheCommand(String words, String command) {
        assertThat(parse(words).command().name()).isEqualTo(command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strat web               | unknown command \"strat\" (did you mean start?)      | see pmctl help",
                "frobnicate              | unknown command \"frobnicate\"                       | see pmctl help",
                "start                   | start needs APP                                     | see pmctl help start",
                "signal web              | signal needs SIGNAL                                 | see pmctl help signal",
                "signal                  | signal needs APP and SIGNAL                         | see pmctl help signal",
                "why a b                 | unexpected argument \"b\"                            | see pmctl help why",
                "start web --frob        | start has no option --frob                          | see pmctl help start",
                "-x start                | unknown option -x (options of a command stand behind its name) | see pmctl help",
                "start web --force=1     | option --force takes no value                       | see pmctl help start",
                "start web --timeout     | option --timeout needs a value: D                   | see pmctl help start",
                "start web --timeout 5   | option --timeout: \"5\" is not a length of time such as 30s or 1m30s | see pmctl help start",
                "logs web -n many        | option -n: \"many\" is not a number from 0 to 1000000 | see pmctl help logs",
                "logs web -n-1           | option -n: \"-1\" is not a number from 0 to 1000000   | see pmctl help logs",
                "status --format xml     | option --format: \"xml\" is not text or json          | see pmctl help status",
                "help --format json      | help has no --format json                           | see pmctl help help",
                "completion tcsh         | \"tcsh\" is not bash, zsh, fish, apps, actions               | see pmctl help completion",
                "version now             | unexpected argument \"now\"                          | see pmctl help version",
                "admin-lst               | unknown command \"admin-lst\" (did you mean admin-list?) | see pmctl help",
                "admin-run               | admin-run needs ID                                  | see pmctl help admin-run",
                "admin-run a b           | unexpected argument \"b\"                            | see pmctl help admin-run",
            })
    void saysExactlyWhatIsWrong(String words, String message, String advice) {
        UsageProblem problem = catchThrowableOfType(UsageProblem.class, () -> parse(words));
        assertThat(problem).hasMessage(message);
        assertThat(problem.advice()).isEqualTo(advice);
    }

    @Test
    void valuesAreRead() {
        CommandLine line = parse("start web api --wait --timeout 1m30s");
        assertThat(line.arguments()).containsExactly("web", "api");
        assertThat(line.has("wait")).isTrue();
        assertThat(line.span("timeout")).contains(Duration.ofSeconds(90));
        assertThat(parse("logs web -n 7").count("lines", 50)).isEqualTo(7);
        assertThat(parse("logs web").count("lines", 50)).isEqualTo(50);
    }

    @Test
    void theLastOfARepeatedOptionCounts() {
        assertThat(parse("--sock /a status -s /b").value("sock")).contains("/b");
    }

    @Test
    void twoDashesEndTheOptions() {
        assertThat(parse("why -- -web").arguments()).containsExactly("-web");
    }

    @Test
    void helpNamesTheCommandThatWasMeant() {
        assertThat(parse("logs --help").arguments()).containsExactly("logs");
        assertThat(parse("--help").arguments()).isEmpty();
    }

    @Test
    void itIsKnownWhetherAWordStoodBeforeAnOption() {
        assertThat(parse("logs web -f").argumentsBefore("follow")).isEqualTo(1);
        assertThat(parse("logs -f web").argumentsBefore("follow")).isZero();
    }
}
