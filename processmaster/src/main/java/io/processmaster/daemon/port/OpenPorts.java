package io.processmaster.daemon.port;

import java.util.List;

/** Finds the sockets by which processes can be reached; any thread may call. */
public interface OpenPorts {
    /**
     * The listening TCP and bound UDP sockets that any of these processes has open, sorted by number; bounded, and
     * without those of a process that ends meanwhile.
     */
    List<OpenPort> of(List<Integer> pids);

    /**
     * One socket.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param address the local address in its shortest form
     * @param port its number
     * @param pid the first of the processes that have it open
     * @param process that process's name
     */
    record OpenPort(String protocol, String address, int port, int pid, String process) {}
}
