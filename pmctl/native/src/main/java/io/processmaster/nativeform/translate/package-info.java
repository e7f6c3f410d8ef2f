/** Part of the build, not of the program: from class files to C. */
package io.processmaster.nativeform.translate;
