/** The console: HTTP and WebSocket over the same use cases as the unix socket, for browsers, scripts and monitoring. */
package io.processmaster.daemon.web;
