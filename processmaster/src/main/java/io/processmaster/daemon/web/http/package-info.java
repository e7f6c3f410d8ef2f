/** What the parts of the console are made of: who asks, what is asked, and what is answered, free of any HTTP library. */
package io.processmaster.daemon.web.http;
