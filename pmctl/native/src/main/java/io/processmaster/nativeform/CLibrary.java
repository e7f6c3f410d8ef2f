package io.processmaster.nativeform;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * What {@code system.c} does. Answers below 0 are numbers of errors, negated. Bytes must not move under a call: nothing
 * may be allocated between {@link Address#ofData(byte[])} and the call.
 */
@Include(value = "system.h", isSystem = true)
final class CLibrary {
    /** The arguments of this process, for {@link #words}. */
    static final int ARGUMENTS = 0;

    /** The variables of this process, for {@link #words}. */
    static final int ENVIRONMENT = 1;

    /** The build of this program as {@code name=value} lines, for {@link #words}. */
    static final int BUILD = 2;

    /** A read without an end of patience. */
    static final int FOREVER = -1;

    private CLibrary() {}

    /** Fills {@code into} with texts, a NUL byte behind each, and returns how many bytes all of them take. */
    @Import(name = "pm_words")
    static native int words(int which, Address into, int size);

    @Import(name = "pm_connect")
    static native int connect(Address path, int length);

    /** Whether there is something at a path. */
    @Import(name = "pm_exists")
    static native boolean exists(Address path);

    /** Waits for {@code millis} milliseconds, or {@link #FOREVER}; 0 is the end of the stream. */
    @Import(name = "pm_read")
    static native int read(int descriptor, Address into, int length, int millis);

    @Import(name = "pm_write")
    static native int write(int descriptor, Address from, int length);

    @Import(name = "pm_close")
    static native void close(int descriptor);

    /** Whether the time of a read was over. */
    @Import(name = "pm_is_timeout")
    static native boolean isTimeout(int error);

    /** Whether the other side ended the connection without order. */
    @Import(name = "pm_is_reset")
    static native boolean isReset(int error);

    /** Puts the words for an error into {@code into} and returns their length. */
    @Import(name = "pm_error_text")
    static native int errorText(int error, Address into, int size);

    @Import(name = "pm_is_terminal")
    static native boolean isTerminal(int descriptor);

    @Import(name = "pm_columns")
    static native int columns();

    @Import(name = "pm_lines")
    static native int lines();

    @Import(name = "pm_offset_at")
    static native int offsetAt(long epochSecond);

    /** The offset of the zone that a value of {@code TZ}, ended by a NUL byte, stands for. */
    @Import(name = "pm_offset_in")
    static native int offsetIn(Address zone, long epochSecond);

    /** Whether signals end the process with 0 from now on. */
    @Import(name = "pm_end_calmly")
    static native void endCalmly(boolean calmly);

    /** Becomes the form on Java, with the same command line; returns only if that fails. */
    @Import(name = "pm_hand_over")
    static native int handOver();

    @Import(name = "pm_exit")
    static native void exit(int code);
}
