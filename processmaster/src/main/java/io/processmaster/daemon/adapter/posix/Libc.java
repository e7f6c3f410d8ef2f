package io.processmaster.daemon.adapter.posix;

import static io.processmaster.daemon.adapter.posix.NativeFunction.in;
import static io.processmaster.daemon.adapter.posix.NativeFunction.inOut;
import static io.processmaster.daemon.adapter.posix.NativeFunction.out;

import com.kenai.jffi.LastError;

/** The C library's errors, and its functions on processes and accounts, named and typed as it has them. */
final class Libc {
    /** The size of {@code siginfo_t}. */
    static final int SIGINFO_BYTES = 128;

    /** Where its process is; 0 there when {@code waitid} found none. */
    static final int SI_PID = 16;

    /** For {@code waitid}: not to wait. */
    static final int WNOHANG = 1;

    /** For {@code waitid}: processes that have ended. */
    static final int WEXITED = 4;

    private static final LastError LAST_ERROR = LastError.getInstance();
    private static final int LONGEST_REASON = 1024;
    private static final int RLIMIT_BYTES = 16;

    private static final NativeFunction STRERROR = NativeFunction.of("strerror", 1);
    private static final NativeFunction SYSCALL = NativeFunction.of("syscall", 5);
    private static final NativeFunction KILL = NativeFunction.of("kill", 2);
    private static final NativeFunction WAITID = NativeFunction.of("waitid", 4, out(2));
    private static final NativeFunction GETEUID = NativeFunction.of("geteuid", 0);
    private static final NativeFunction UMASK = NativeFunction.of("umask", 1);
    private static final NativeFunction SIGNAL = NativeFunction.of("signal", 2);
    private static final NativeFunction GETRLIMIT = NativeFunction.of("getrlimit", 2, out(1));
    private static final NativeFunction SETRLIMIT = NativeFunction.of("setrlimit", 2, in(1));
    private static final NativeFunction SETPRIORITY = NativeFunction.of("setpriority", 3);
    private static final NativeFunction MALLOC_TRIM = NativeFunction.of("malloc_trim", 1);
    private static final NativeFunction GETPWNAM_R = NativeFunction.of("getpwnam_r", 5);
    private static final NativeFunction GETPWUID_R = NativeFunction.of("getpwuid_r", 5);
    private static final NativeFunction GETGRNAM_R = NativeFunction.of("getgrnam_r", 5);
    private static final NativeFunction GETGROUPLIST = NativeFunction.of("getgrouplist", 4, out(2), inOut(3));

    private Libc() {}

    /** The error number that the last call of this thread left behind. */
    static int errno() {
        return LAST_ERROR.get();
    }

    /** {@code result} as it is, or the error of {@code operation} when the call returned -1. */
    static int checked(int result, String operation) throws PosixException {
        if (result == -1) {
            throw PosixException.last(operation);
        }
        return result;
    }

    /** {@code array}, which a function fills or reads to a length that it knows itself. */
    static byte[] room(byte[] array, int least) {
        if (array.length < least) {
            throw new IllegalArgumentException(array.length + " bytes where the C library uses " + least);
        }
        return array;
    }

    /** See strerror(3). */
    static String strerror(int errno) {
        return Memory.textAt(STRERROR.call(errno), LONGEST_REASON);
    }

    /** See syscall(2). */
    static long syscall(long number, long a, long b, long c, long d) {
        return SYSCALL.call(number, a, b, c, d);
    }

    /** See kill(2). */
    static int kill(int pid, int signal) {
        return (int) KILL.call(pid, signal);
    }

    /** See waitid(2). */
    static int waitid(int type, int id, byte[] info, int options) {
        return (int) WAITID.call(type, id, 0, options, room(info, SIGINFO_BYTES));
    }

    /** See geteuid(2). */
    static int geteuid() {
        return (int) GETEUID.call();
    }

    /** See umask(2). */
    static int umask(int bits) {
        return (int) UMASK.call(bits);
    }

    /** See signal(2); the handler as an address. */
    static void signal(int signal, long handler) {
        SIGNAL.call(signal, handler);
    }

    /** See getrlimit(2). */
    static int getrlimit(int resource, byte[] limit) {
        return (int) GETRLIMIT.call(resource, 0, room(limit, RLIMIT_BYTES));
    }

    /** See setrlimit(2). */
    static int setrlimit(int resource, byte[] limit) {
        return (int) SETRLIMIT.call(resource, 0, room(limit, RLIMIT_BYTES));
    }

    /** See setpriority(2); 0 for both is the nice value of the calling thread. */
    static int setpriority(int which, int who, int nice) {
        return (int) SETPRIORITY.call(which, who, nice);
    }

    /** See malloc_trim(3). */
    static int malloc_trim(long keep) {
        return (int) MALLOC_TRIM.call(keep);
    }

    /** See getpwnam_r(3). */
    static int getpwnam_r(Memory name, Memory entry, Memory buffer, Memory result) {
        int errno = lookUp(GETPWNAM_R, name.address(), entry, buffer, result);
        Memory.keep(name);
        return errno;
    }

    /** See getpwuid_r(3). */
    static int getpwuid_r(int uid, Memory entry, Memory buffer, Memory result) {
        return lookUp(GETPWUID_R, uid, entry, buffer, result);
    }

    /** See getgrnam_r(3). */
    static int getgrnam_r(Memory name, Memory entry, Memory buffer, Memory result) {
        int errno = lookUp(GETGRNAM_R, name.address(), entry, buffer, result);
        Memory.keep(name);
        return errno;
    }

    private static int lookUp(NativeFunction function, long key, Memory entry, Memory buffer, Memory result) {
        int errno = (int) function.call(key, entry.address(), buffer.address(), buffer.size(), result.address());
        Memory.keep(entry, buffer, result);
        return errno;
    }

    /** See getgrouplist(3). */
    static int getgrouplist(Memory user, int group, byte[] groups, byte[] count) {
        int result = (int) GETGROUPLIST.call(user.address(), group, 0, 0, groups, room(count, Integer.BYTES));
        Memory.keep(user);
        return result;
    }
}
