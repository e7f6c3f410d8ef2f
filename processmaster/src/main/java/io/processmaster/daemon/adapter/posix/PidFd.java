package io.processmaster.daemon.adapter.posix;

import io.processmaster.common.units.Signal;
import io.processmaster.daemon.core.run.ExitStatus;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A descriptor of one process: whatever is done through it never meets a later process of the same number. */
public final class PidFd implements Closeable {
    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long PIDFD_OPEN = 434;
    private static final int P_PIDFD = 3;
    private static final int WNOWAIT = 0x01000000;
    private static final int SI_CODE = 8;
    private static final int SI_STATUS = 24;
    private static final int CLD_EXITED = 1;
    private static final int CLD_DUMPED = 3;
    // struct pidfd_info as Linux 6.15 has it; later kernels accept the shorter one.
    private static final int INFO_SIZE = 64;
    private static final int INFO_EXIT_CODE = 60;
    private static final long INFO_WANTS_EXIT = 1 << 3;
    private static final long PIDFD_GET_INFO = 0xC000FF0BL | (long) INFO_SIZE << 16;

    private final Descriptor descriptor;
    private final int pid;

    private PidFd(Descriptor descriptor, int pid) {
        this.descriptor = descriptor;
        this.pid = pid;
    }

    /** The process of that number, zombies included; empty when there is none. */
    public static Optional<PidFd> open(int pid) throws PosixException {
        long fd = Libc.syscall(PIDFD_OPEN, pid, 0, 0, 0);
        if (fd >= 0) {
            return Optional.of(new PidFd(new Descriptor((int) fd), pid));
        }
        PosixException problem = PosixException.last("open process " + pid);
        if (problem.errno() == PosixException.ESRCH) {
            return Optional.empty();
        }
        throw problem.errno() == PosixException.EMFILE ? problem.withAdvice("raise the limit of open files") : problem;
    }

    /** Its number. */
    public int pid() {
        return pid;
    }

    /** To be added to an epoll; readable once the process has ended, hung up once its parent has collected it. */
    public int fd() {
        return descriptor.fd();
    }

    /** Sends a signal; false when the process has ended and was collected. */
    public boolean signal(Signal signal) throws PosixException {
        if (Libc.syscall(PIDFD_SEND_SIGNAL, fd(), signal.number(), 0, 0) == 0) {
            return true;
        }
        PosixException problem = PosixException.last("send " + signal.fullName() + " to process " + pid);
        if (problem.errno() == PosixException.ESRCH) {
            return false;
        }
        throw problem;
    }

    /** Waits for its end; false when the time is over first. */
    public boolean awaitEnd(long limitMs) throws IOException {
        return descriptor.awaitReadable(limitMs);
    }

    /** Whether it is a child of this process, which then has to {@link #collect} it. */
    public boolean isChild() throws PosixException {
        byte[] info = new byte[Libc.SIGINFO_BYTES];
        if (Libc.waitid(P_PIDFD, fd(), info, Libc.WEXITED | Libc.WNOHANG | WNOWAIT) == 0) {
            return true;
        }
        PosixException problem = PosixException.last("look at process " + pid);
        if (problem.errno() == PosixException.ECHILD) {
            return false;
        }
        throw problem;
    }

    /** Collects a child that has ended, so that no zombie stays; empty while it still runs. */
    public Optional<ExitStatus> collect() throws PosixException {
        Struct info = Struct.of(Libc.SIGINFO_BYTES);
        Libc.checked(Libc.waitid(P_PIDFD, fd(), info.bytes(), Libc.WEXITED | Libc.WNOHANG), "wait for process " + pid);
        if (info.getInt(Libc.SI_PID) == 0) {
            return Optional.empty();
        }
        int code = info.getInt(SI_CODE);
        int status = info.getInt(SI_STATUS);
        return Optional.of(
                code == CLD_EXITED ? ExitStatus.exited(status) : ExitStatus.signalled(status, code == CLD_DUMPED));
    }

    /**
     * What the kernel has kept of the end of a process that is not our child.
     *
     * @return unknown when its parent has not collected it yet
     * @throws PosixException when the kernel keeps nothing; it does from Linux 6.15 on
     */
    public ExitStatus record() throws PosixException {
        Struct info = Struct.of(INFO_SIZE).putLong(0, INFO_WANTS_EXIT);
        Libc.checked(DescriptorCalls.ioctl(fd(), PIDFD_GET_INFO, info.bytes()), "ask how process " + pid + " ended");
        if ((info.getLong(0) & INFO_WANTS_EXIT) == 0) {
            return ExitStatus.UNKNOWN;
        }
        int status = info.getInt(INFO_EXIT_CODE);
        int signal = status & 0x7f;
        return signal == 0 ? ExitStatus.exited(status >> 8 & 0xff) : ExitStatus.signalled(signal, (status & 0x80) != 0);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
