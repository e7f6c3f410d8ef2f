/** What apps use, over time. */
package io.processmaster.daemon.core.usage;
