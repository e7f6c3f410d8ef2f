package io.processmaster.pmctl.render;

import io.processmaster.pmctl.host.Zone;
import io.processmaster.pmctl.terminal.Terminal;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where and when a text is read.
 *
 * @param terminal what it is shown on
 * @param nowMs the present, milliseconds since 1970
 * @param zone for clock times
 * @param zones other zones by their names, those that this computer knows
 */
public record View(Terminal terminal, long nowMs, Zone zone, Function<String, Optional<Zone>> zones) {}
