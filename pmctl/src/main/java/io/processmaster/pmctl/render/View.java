package io.processmaster.pmctl.render;

import io.processmaster.pmctl.terminal.Terminal;
import java.time.ZoneId;

/**
 * Where and when a text is read.
 *
 * @param terminal what it is shown on
 * @param nowMs the present, milliseconds since 1970
 * @param zone for clock times
 */
public record View(Terminal terminal, long nowMs, ZoneId zone) {}
