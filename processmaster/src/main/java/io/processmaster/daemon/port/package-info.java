/** What the engine needs of the outside world, as small interfaces. */
package io.processmaster.daemon.port;
