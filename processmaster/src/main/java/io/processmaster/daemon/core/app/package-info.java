/** The life of one app as a pure function: life and event in, next life and effects out. */
package io.processmaster.daemon.core.app;
