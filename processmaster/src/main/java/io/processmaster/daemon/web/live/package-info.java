/** What goes on, told over WebSockets: one thread for all who look at the apps, one for each who follows a log. */
package io.processmaster.daemon.web.live;
