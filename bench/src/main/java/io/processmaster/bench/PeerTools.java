package io.processmaster.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the supervisors are.
 *
 * @param tree of ProcessMaster
 * @param pm2 the directory into which npm has put PM2 and its module for rotation
 */
record PeerTools(Path tree, Path pm2) {
    /** Why that one cannot be measured; empty when it can. */
    Optional<String> missing(PeerKind kind) {
        boolean there =
                switch (kind) {
                    case PROCESSMASTER -> true;
                    case SUPERVISORD -> Executables.find("supervisord").isPresent();
                    case PM2 -> Executables.find("node").isPresent() && Files.exists(Pm2Peer.program(pm2));
                };
        return there ? Optional.empty() : Optional.of("not installed");
    }

    /** A new one, which nothing has been defined for yet. */
    Peer open(PeerKind kind) throws Exception {
        return switch (kind) {
            case PROCESSMASTER -> new ProcessMasterPeer(Site.open(tree));
            case SUPERVISORD -> new SupervisordPeer(Site.open(tree));
            case PM2 -> new Pm2Peer(Site.open(tree), pm2);
        };
    }

    /** ProcessMaster with its console in the browser. */
    Peer openWithConsole() throws Exception {
        return new ProcessMasterPeer(Site.open(tree, "web_console: {enabled: true, port: " + FreePort.find() + "}"));
    }
}
