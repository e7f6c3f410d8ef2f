/** What goes on until a person ends it: followed logs and events, the live table. */
package io.processmaster.pmctl.follow;
