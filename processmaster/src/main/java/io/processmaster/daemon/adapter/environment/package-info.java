/** Makes the environment of apps, with values from files that may be secrets. */
package io.processmaster.daemon.adapter.environment;
