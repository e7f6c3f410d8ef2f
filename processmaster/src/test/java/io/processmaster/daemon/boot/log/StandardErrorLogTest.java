package io.processmaster.daemon.boot.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

final class StandardErrorLogTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void logbackFindsIt() {
        assertThat(ServiceLoader.load(Configurator.class)).hasExactlyElementsOfTypes(StandardErrorLog.class);
    }

    @Test
    void messagesGoToStandardErrorAndLibrariesTellOnlyOfTrouble() {
        assertThat(new StandardErrorLog().configure(context))
                .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appenders::add);
        assertThat(appenders).singleElement().isInstanceOfSatisfying(ConsoleAppender.class, stderr -> {
            assertThat(stderr.getTarget()).isEqualTo("System.err");
            assertThat(stderr.isStarted()).isTrue();
        });
        assertThat(context.getLogger("io.processmaster.daemon.Any").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(context.getLogger("io.undertow.request").getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void aFileOfTheOperatorsOwnWins() {
        String before = System.setProperty("logback.configurationFile", "/etc/processmaster/logback.xml");
        try {
            assertThat(new StandardErrorLog().configure(context))
                    .isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
        } finally {
            if (before == null) {
                System.clearProperty("logback.configurationFile");
            } else {
                System.setProperty("logback.configurationFile", before);
            }
        }
    }
}
