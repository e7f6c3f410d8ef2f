/** The daemon's own messages: the one place that knows what is behind slf4j. */
package io.processmaster.daemon.boot.log;
