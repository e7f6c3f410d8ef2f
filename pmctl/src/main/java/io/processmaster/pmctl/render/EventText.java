package io.processmaster.pmctl.render;

import io.processmaster.common.api.EventEntry;
import io.processmaster.pmctl.host.Zone;
import io.processmaster.pmctl.terminal.Printable;

/** Events, one line each. */
public final class EventText {
    private EventText() {}

    /** Appends one line: time, app, component, name and message. */
    public static void append(StringBuilder out, EventEntry event, Zone zone) {
        Figures.exactMoment(out, event.tsMs(), zone);
        out.append("  ").append(Printable.line(event.app().orElse(Figures.NONE)));
        out.append("  ").append(Printable.line(event.component()));
        out.append("  ").append(Printable.line(event.event()));
        out.append(": ").append(Printable.line(event.message())).append('\n');
    }
}
