package io.processmaster.common.config;

/** The kinds of value that a key can have, with the words that documents and messages use for them. */
enum ValueType {
    TEXT("text", "text", Shape.SINGLE),
    PATH("path", "a path", Shape.SINGLE),
    ACCOUNT("name or id", "a name or a numeric id", Shape.SINGLE),
    BOOLEAN("true or false", "true or false (without quotes)", Shape.SINGLE),
    INTEGER("whole number", "a whole number", Shape.SINGLE),
    SIZE("size", "a size such as 512, 64KiB, 10m or MAX", Shape.SINGLE),
    CPU(
            "CPU share",
            "a CPU share such as 100m (thousandths of a core, at least 10m), 1.5 (cores) or MAX",
            Shape.SINGLE),
    COUNT("whole number or MAX", "a whole number or MAX", Shape.SINGLE),
    DURATION("duration", "a duration such as 500ms, 10s, 1m30s or 2h", Shape.SINGLE),
    MILLIS(
            "milliseconds or duration",
            "a whole number of milliseconds, or a duration such as 500ms, 10s or 1m30s",
            Shape.SINGLE),
    SCHEDULE("cron expression", "a cron expression such as \"30 4 * * MON-FRI\" or \"@hourly\"", Shape.SINGLE),
    ZONE("time zone", "a time zone such as Europe/Berlin or UTC", Shape.SINGLE),
    DATE_TIME(
            "date, or date and time",
            "a date of the calendar such as 2026-01-31, or with a time such as \"2026-01-31 06:30:00\"",
            Shape.SINGLE),
    TIME_LIMIT("duration or never", "a duration such as 30s, 10m or 2h, or never", Shape.SINGLE),
    OCTAL("octal mode", "an octal mode such as 0640 (digits 0 to 7, at most 0777)", Shape.SINGLE),
    SIGNAL("signal", "a signal name such as SIGTERM, or a number from 1 to 31", Shape.SINGLE),
    WORD("word", "one of its words", Shape.SINGLE),
    RLIMIT("limit", "a whole number, \"soft:hard\" such as \"1024:65536\", or unlimited", Shape.SINGLE),
    ARGUMENTS("argument list", "a list such as [\"./server\", \"--port\", \"80\"]", Shape.LIST),
    PATHS("list of paths", "a list such as [\"./logs/access.log\"]", Shape.LIST),
    ADDRESS("literal address", "a literal address such as 127.0.0.1 or \"::1\"", Shape.SINGLE),
    HOSTS("list of host names", "a list such as [\"console.example.org\"]", Shape.LIST),
    USERS(
            "list of user:hash",
            "a list of entries such as \"ann:$2y$12$...\", as pmctl password generate prints them",
            Shape.LIST),
    ROLES("role by user", "a section such as {ann: operator, bob: viewer}", Shape.WORDS),
    ENTRIES("list of entries", "a list of entries, each with keys of its own", Shape.ENTRIES),
    ANY("", "", Shape.ANY);

    private final String words;
    private final String expected;
    private final Shape shape;

    ValueType(String words, String expected, Shape shape) {
        this.words = words;
        this.expected = expected;
        this.shape = shape;
    }

    /** The type as the documents name it. */
    String words() {
        return words;
    }

    /** What a value must be, to be read after "must be". */
    String expected() {
        return expected;
    }

    /** The YAML form of such a value. */
    Shape shape() {
        return shape;
    }

    /** The YAML form of a value. */
    enum Shape {
        /** One scalar. */
        SINGLE,
        /** A list of scalars. */
        LIST,
        /** A list of sections. */
        ENTRIES,
        /** A section whose keys are anybody's choice and whose values are scalars. */
        WORDS,
        /** Not looked at. */
        ANY
    }
}
