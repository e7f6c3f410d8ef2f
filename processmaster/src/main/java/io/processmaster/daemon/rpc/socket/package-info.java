/** The listening unix socket and its peers with their credentials; the only place of the protocol that calls the system. */
package io.processmaster.daemon.rpc.socket;
