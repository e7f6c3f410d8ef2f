package io.processmaster.daemon.adapter.posix;

import static io.processmaster.daemon.adapter.posix.NativeFunction.in;
import static io.processmaster.daemon.adapter.posix.NativeFunction.inOut;
import static io.processmaster.daemon.adapter.posix.NativeFunction.out;

import java.nio.ByteBuffer;

/** The C library's functions on sockets, named and typed as it has them. */
final class SocketCalls {
    private static final NativeFunction SOCKET = NativeFunction.of("socket", 3);
    private static final NativeFunction BIND = NativeFunction.of("bind", 3, in(1));
    private static final NativeFunction LISTEN = NativeFunction.of("listen", 2);
    private static final NativeFunction ACCEPT4 = NativeFunction.of("accept4", 4);
    private static final NativeFunction CONNECT = NativeFunction.of("connect", 3, in(1));
    private static final NativeFunction GETSOCKOPT = NativeFunction.of("getsockopt", 5, out(3), inOut(4));
    private static final NativeFunction SEND = NativeFunction.of("send", 4, in(1));
    private static final NativeFunction RECV = NativeFunction.of("recv", 4, out(1));
    private static final NativeFunction SHUTDOWN = NativeFunction.of("shutdown", 2);

    private SocketCalls() {}

    /** See socket(2). */
    static int socket(int family, int type, int protocol) {
        return (int) SOCKET.call(family, type, protocol);
    }

    /** See bind(2). */
    static int bind(int fd, byte[] address) {
        return (int) BIND.call(fd, 0, address.length, address);
    }

    /** See listen(2). */
    static int listen(int fd, int backlog) {
        return (int) LISTEN.call(fd, backlog);
    }

    /** See accept(2); the other side's address is not asked for. */
    static int accept4(int fd, int flags) {
        return (int) ACCEPT4.call(fd, 0, 0, flags);
    }

    /** See connect(2). */
    static int connect(int fd, byte[] address) {
        return (int) CONNECT.call(fd, 0, address.length, address);
    }

    /** See getsockopt(2); {@code length} begins as the room that there is. */
    static int getsockopt(int fd, int level, int option, byte[] value, byte[] length) {
        return (int) GETSOCKOPT.call(fd, level, option, 0, 0, value, Libc.room(length, Integer.BYTES));
    }

    /** See send(2); the buffer stays as it is. */
    static long send(int fd, ByteBuffer bytes, int flags) {
        return SEND.call(fd, 0, bytes.remaining(), flags, bytes);
    }

    /** See recv(2); the buffer's position stays as it is. */
    static long recv(int fd, ByteBuffer into, int flags) {
        return RECV.call(fd, 0, into.remaining(), flags, into);
    }

    /** See shutdown(2). */
    static int shutdown(int fd, int how) {
        return (int) SHUTDOWN.call(fd, how);
    }
}
