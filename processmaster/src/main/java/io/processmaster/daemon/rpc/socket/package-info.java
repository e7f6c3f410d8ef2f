/** The listening unix socket and its peers with their credentials; the only place that knows jnr-unixsocket. */
package io.processmaster.daemon.rpc.socket;
