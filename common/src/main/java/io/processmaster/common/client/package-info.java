/** A client of the daemon's socket on nothing but the JDK; usable as a library. */
package io.processmaster.common.client;
