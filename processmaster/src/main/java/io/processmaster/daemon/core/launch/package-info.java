/** What a launch needs and how it can fail. */
package io.processmaster.daemon.core.launch;
