package io.processmaster.daemon.control;

import java.io.IOException;
import java.io.OutputStream;

/** Hands out whole log files; any thread may call. */
public interface LogExport {
    /**
     * Looks for a file, by the rules by which logs are shown.
     *
     * @param name of the app
     * @param file name, declared path or absolute path
     * @throws Refused when there is no such app or file, or when the file must not or cannot be read
     */
    LogCopy copy(String name, String file) throws Refused;

    /** A file that can be copied; nothing of it is open. */
    interface LogCopy {
        /** The last component of its path. */
        String fileName();

        /**
         * Opens it anew and writes what it has at that moment; what is added meanwhile is not, so that it ends.
         *
         * @throws IOException when it is gone, or cannot be read or written
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
