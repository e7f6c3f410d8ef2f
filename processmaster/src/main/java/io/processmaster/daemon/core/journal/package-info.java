/** Events: what happened and why. */
package io.processmaster.daemon.core.journal;
