/** What a changed set of definitions means for the running apps. */
package io.processmaster.daemon.core.plan;
