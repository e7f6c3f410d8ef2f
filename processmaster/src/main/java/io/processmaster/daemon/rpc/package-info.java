/** JSON-RPC over the unix socket: framing, limits, the gate for co-built clients, dispatch. */
package io.processmaster.daemon.rpc;
