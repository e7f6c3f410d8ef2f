/** The methods of the protocol over HTTP, and the document that describes them. */
package io.processmaster.daemon.web.api;
