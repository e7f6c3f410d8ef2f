/** Starting processes and reading {@code /proc}. */
package io.processmaster.daemon.adapter.process;
