/** The only mutable heart: one loop that decides, lanes that act. */
package io.processmaster.daemon.engine;
