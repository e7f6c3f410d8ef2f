/** The HTTP interface that clients of PM2 and PMDaemon know, with true values in it. */
package io.processmaster.daemon.web.rest;
