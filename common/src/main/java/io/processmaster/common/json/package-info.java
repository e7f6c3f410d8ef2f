/** JSON as plain values, read and written by hand so that the command line starts fast. */
package io.processmaster.common.json;
