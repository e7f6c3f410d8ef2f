/** How the daemon keeps files of its own: a private directory, whole replacement, and JSON that more than one file has. */
package io.processmaster.daemon.adapter.disk;
