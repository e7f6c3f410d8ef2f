/** One class per method: reads the parameters, asks control, writes the result. */
package io.processmaster.daemon.rpc.handler;
