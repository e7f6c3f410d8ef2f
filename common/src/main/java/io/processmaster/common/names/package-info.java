/** Validated names, so that no path is ever built from a raw string. */
package io.processmaster.common.names;
