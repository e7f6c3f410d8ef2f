/** What a person sees of the console: its files, the page to log in, sessions. */
package io.processmaster.daemon.web.page;
