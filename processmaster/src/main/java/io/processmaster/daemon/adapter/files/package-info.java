/** Opens what app users can influence, without ever being led elsewhere; nothing else opens such paths. */
package io.processmaster.daemon.adapter.files;
