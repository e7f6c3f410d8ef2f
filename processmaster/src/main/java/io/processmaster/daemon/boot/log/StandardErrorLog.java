package io.processmaster.daemon.boot.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.time.ZoneId;
import java.util.List;

/**
 * Sends messages to standard error, and so to the journal of systemd; logback finds it as a service.
 *
 * <p>In code and not in {@code logback.xml}: reading that takes 500 classes, an XML parser among them, which stay in memory for
 * as long as the daemon lives. Who wants another set-up passes {@code -Dlogback.configurationFile=FILE} to Java.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class StandardErrorLog extends ContextAwareBase implements Configurator {
    // What the libraries say while all goes well is of no use to operators.
    private static final List<String> TALKATIVE = List.of("org.xnio", "org.jboss.threads", "io.undertow");

    /** Called by logback. */
    public StandardErrorLog() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LineEncoder lines = new LineEncoder(ZoneId.systemDefault());
        lines.setContext(context);
        lines.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("STDERR");
        stderr.setTarget("System.err");
        stderr.setEncoder(lines);
        stderr.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(stderr);
        TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
