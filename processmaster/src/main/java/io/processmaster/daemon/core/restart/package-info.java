/** Whether and when an app that ended starts again. */
package io.processmaster.daemon.core.restart;
