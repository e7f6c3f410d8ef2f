/** Quantities as people write them. */
package io.processmaster.common.units;
