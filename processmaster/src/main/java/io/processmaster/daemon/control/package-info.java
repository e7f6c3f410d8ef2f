/** What a person may ask of the daemon: one method per use case, the same for socket and console. */
package io.processmaster.daemon.control;
