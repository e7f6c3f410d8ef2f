/** The finished runs of each app, on disk. */
package io.processmaster.daemon.adapter.history;
