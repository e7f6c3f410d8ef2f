package io.processmaster.daemon.rpc.socket;

import io.processmaster.common.units.FileMode;
import java.nio.file.Path;

/**
 * Where the daemon listens and who may connect.
 *
 * @param path absolute
 * @param uid owner
 * @param gid group
 * @param mode permission bits
 */
public record SocketPlace(Path path, int uid, int gid, FileMode mode) {}
