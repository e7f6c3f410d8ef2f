/** Reads the master configuration and app definitions strictly, and tells every problem with its place. */
package io.processmaster.common.config;
