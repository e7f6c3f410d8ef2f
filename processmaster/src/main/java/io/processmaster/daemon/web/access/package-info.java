/** Who gets into the console, how long they stay, and what they may do; free of any HTTP library. */
package io.processmaster.daemon.web.access;
