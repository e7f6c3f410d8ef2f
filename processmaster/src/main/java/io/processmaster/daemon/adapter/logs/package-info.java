/** The log files of apps: opening for append, the last lines, and following as they grow. */
package io.processmaster.daemon.adapter.logs;
