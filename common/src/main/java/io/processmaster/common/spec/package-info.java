/** Definitions as complete, valid values; no parsing here. */
package io.processmaster.common.spec;
