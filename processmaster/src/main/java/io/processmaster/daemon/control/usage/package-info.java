/** Measures what the apps use, and remembers it for an hour. */
package io.processmaster.daemon.control.usage;
