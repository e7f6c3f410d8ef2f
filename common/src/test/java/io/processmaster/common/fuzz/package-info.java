/** What the fuzz targets of all modules share. */
package io.processmaster.common.fuzz;
