/** Which build a program is, and whether two programs come from the same one. */
package io.processmaster.common.build;
