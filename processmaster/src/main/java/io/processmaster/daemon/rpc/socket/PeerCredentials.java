package io.processmaster.daemon.rpc.socket;

/**
 * Who is at the other end, as the kernel knows it from the moment of connecting.
 *
 * @param pid process id
 * @param uid user id
 * @param gid group id
 */
public record PeerCredentials(int pid, int uid, int gid) {}
