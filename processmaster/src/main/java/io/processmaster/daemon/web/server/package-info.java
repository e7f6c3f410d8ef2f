/** The console's HTTP server: limits, the order of checks, routes, WebSockets; the only package that knows Undertow. */
package io.processmaster.daemon.web.server;
