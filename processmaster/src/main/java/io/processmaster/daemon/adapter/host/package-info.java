/** What the kernel says of the whole host. */
package io.processmaster.daemon.adapter.host;
