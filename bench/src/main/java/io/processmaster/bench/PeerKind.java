package io.processmaster.bench;

import java.util.List;
import java.util.stream.Stream;

/** The supervisors that are compared. */
enum PeerKind {
    PROCESSMASTER("processmaster"),
    SUPERVISORD("supervisord"),
    PM2("PM2");

    private final String title;

    PeerKind(String title) {
        this.title = title;
    }

    /** As people write it. */
    String title() {
        return title;
    }

    static List<String> titles() {
        return Stream.of(values()).map(PeerKind::title).toList();
    }
}
