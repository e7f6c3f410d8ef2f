package io.processmaster.daemon.adapter.rotation;

/** Told after each step of a rotation, so that a test can end the daemon at each of them. */
interface Steps {
    /** Does nothing. */
    Steps NONE = step -> {};

    /** What has just been done. */
    enum Step {
        CREATED,
        COPIED,
        RECORDED,
        GUARDED,
        FROZEN,
        COMPLETED,
        SYNCED,
        TRUNCATED,
        MARKED,
        THAWED,
        RELEASED,
        DRESSED,
        MOVED,
        NAMED,
        DURABLE,
        FORGOTTEN,
        COMPRESSION_CREATED,
        COMPRESSION_WRITTEN,
        COMPRESSION_NAMED,
        COMPRESSION_FINISHED
    }

    /** A step was done. */
    void done(Step step);
}
