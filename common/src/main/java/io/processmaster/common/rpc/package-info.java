/** The protocol between the daemon and its clients: methods, parameters, results, errors, envelopes. */
package io.processmaster.common.rpc;
