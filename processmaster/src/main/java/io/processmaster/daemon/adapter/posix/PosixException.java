package io.processmaster.daemon.adapter.posix;

import java.io.IOException;

/** A system call failed; the message is the operation with its object, and the C library's words for the error. */
public final class PosixException extends IOException {
    /** No such file or entry. */
    public static final int ENOENT = 2;
    /** Interrupted by a signal. */
    public static final int EINTR = 4;
    /** No such process. */
    public static final int ESRCH = 3;
    /** The argument list is too long. */
    public static final int E2BIG = 7;
    /** Not a child of this process. */
    public static final int ECHILD = 10;
    /** Nothing there yet. */
    public static final int EAGAIN = 11;
    /** The thing behind the descriptor is gone. */
    public static final int ENODEV = 19;
    /** Too many of them in this process. */
    public static final int EMFILE = 24;
    /** No room left. */
    public static final int ENOSPC = 28;
    /** The buffer is too small. */
    public static final int ERANGE = 34;
    /** A connection that ended before it was accepted. */
    public static final int ECONNABORTED = 103;
    /** Nobody listens there. */
    public static final int ECONNREFUSED = 111;
    /** Called off before it came about. */
    public static final int ECANCELED = 125;

    private static final long serialVersionUID = 1L;

    private final int errno;

    /** {@code operation} failed with error number {@code errno}. */
    public PosixException(String operation, int errno) {
        super(operation + ": " + Libc.strerror(errno));
        this.errno = errno;
    }

    private PosixException(String message, PosixException cause) {
        super(message, cause);
        this.errno = cause.errno;
    }

    /** The error that the last system call of this thread left behind. */
    static PosixException last(String operation) {
        return new PosixException(operation, Libc.errno());
    }

    /** The same error with advice for people. */
    PosixException withAdvice(String advice) {
        return new PosixException(getMessage() + " (" + advice + ")", this);
    }

    /** The error number. */
    public int errno() {
        return errno;
    }
}
