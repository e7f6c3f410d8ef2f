/** What is known of one run of an app. */
package io.processmaster.daemon.core.run;
