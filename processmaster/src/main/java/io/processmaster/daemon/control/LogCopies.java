package io.processmaster.daemon.control;

import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.port.LogFiles.LogFile;
import io.processmaster.daemon.port.LogReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Copies log files as they are. */
final class LogCopies {
    private static final int BLOCK_BYTES = 64 * 1024;

    private final LogReader logs;

    LogCopies(LogReader logs) {
        this.logs = logs;
    }

    LogExport.LogCopy of(AppView app, LogFile file) throws Refused {
        try {
            // What is wrong with it is told now, when there is still a place for it; reading comes later, or never.
            open(app.spec(), file).close();
            return new Copy(app.spec(), file);
        } catch (NoSuchLog missing) {
            throw new Refused(
                    ErrorKind.UNKNOWN_FILE, "cannot copy a log of " + app.spec().name() + ": " + missing.getMessage());
        } catch (IOException unreadable) {
            throw new Refused(
                    ErrorKind.IO_FAILED, "cannot copy a log of " + app.spec().name() + ": " + unreadable.getMessage());
        }
    }

    private LogReader.Bytes open(AppSpec spec, LogFile file) throws IOException {
        Optional<LogReader.Bytes> bytes = logs.open(spec, file);
        return bytes.orElseThrow(
                () -> new NoSuchLog(file.path() + ": does not exist (the app has not written it yet)"));
    }

    /** The file is not there. */
    private static final class NoSuchLog extends IOException {
        private static final long serialVersionUID = 1L;

        NoSuchLog(String message) {
            super(message);
        }
    }

    private final class Copy implements LogExport.LogCopy {
        private final AppSpec spec;
        private final LogFile file;

        Copy(AppSpec spec, LogFile file) {
            this.spec = spec;
            this.file = file;
        }

        @Override
        public String fileName() {
            return file.name();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (LogReader.Bytes bytes = open(spec, file)) {
                byte[] block = new byte[BLOCK_BYTES];
                long left = bytes.size();
                long at = 0;
                while (left > 0) {
                    int count = (int) Math.min(bytes.read(block, at), left);
                    if (count == 0) {
                        return;
                    }
                    out.write(block, 0, count);
                    at += count;
                    left -= count;
                }
            }
        }
    }
}
