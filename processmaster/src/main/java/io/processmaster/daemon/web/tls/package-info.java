/** The console's certificate and key, and TLS with them. */
package io.processmaster.daemon.web.tls;
