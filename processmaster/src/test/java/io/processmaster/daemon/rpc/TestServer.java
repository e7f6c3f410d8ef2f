package io.processmaster.daemon.rpc;

import io.processmaster.common.units.FileMode;
import io.processmaster.daemon.rpc.handler.Handlers;
import io.processmaster.daemon.rpc.socket.SocketPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A real server on a real socket, in front of a {@link ScriptedControl}. */
final class TestServer implements AutoCloseable {
    /** Long enough never to strike in a test that does not wait for it. */
    static final Duration LONG = Duration.ofSeconds(30);

    static final RpcLimits PATIENT = new RpcLimits(256, 64, 1 << 20, 4, LONG, LONG, LONG, Duration.ofSeconds(5));

    final ScriptedControl control = new ScriptedControl();
    final Path socket;
    private final RpcServer server;

    TestServer(Path directory, RpcLimits limits) throws IOException {
        this(directory, limits, uid -> Optional.of("someone"));
    }

    TestServer(Path directory, RpcLimits limits, UserNames users) throws IOException {
        socket = directory.resolve("run").resolve("pm.sock");
        server = RpcServer.open(place(socket), new Dispatcher(Handlers.all(control)), users, limits);
    }

    /** At {@code path}, for the user who runs the test. */
    static SocketPlace place(Path path) throws IOException {
        Path mine = Files.createTempFile("owner", "");
        try {
            int uid = (Integer) Files.getAttribute(mine, "unix:uid");
            int gid = (Integer) Files.getAttribute(mine, "unix:gid");
            return new SocketPlace(path, uid, gid, new FileMode(0660));
        } finally {
            Files.delete(mine);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
