package io.processmaster.daemon.port;

import io.processmaster.common.spec.AppSpec;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Makes the files of an app what its definition wants, once, before the app is loaded; any thread may call. */
public interface Provisioner {
    /** The file in the working directory that says that it was done. */
    String MARKER = ".pm_provisioned";

    /** The path of that file of an app. */
    static String marker(AppSpec app) {
        return app.process().workingDirectory() + "/" + MARKER;
    }

    /** What there is to do. */
    enum Need {
        /** The definition asks for nothing. */
        NOTHING,
        /** It asks for something, and there is no marker. */
        PROVISION,
        /** There is a marker. */
        DONE,
        /** There is a marker of another list of entries. */
        DONE_DIFFERENTLY
    }

    /**
     * Looks, and changes nothing; blocks for disk I/O.
     *
     * @throws IOException when the working directory cannot be reached safely; the message is for people
     */
    Need need(AppSpec app) throws IOException;

    /** Whether there is a marker; false as well when that cannot be told. */
    boolean isMarked(AppSpec app);

    /**
     * Provisions, and makes the marker once everything has succeeded; returns at once.
     *
     * <p>While the same is under way for the same app already, this is that.
     *
     * @return completed exactly once, never exceptionally
     */
    CompletableFuture<Result> provision(AppSpec app);

    /**
     * How it ended.
     *
     * @param done whether everything succeeded and the marker is there
     * @param message what was done, or what failed and the way out
     */
    record Result(boolean done, String message) {}
}
