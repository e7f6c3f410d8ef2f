/** pmctl without Java: translated to C, with the C library instead of the JDK's classes for what the kernel does. */
package io.processmaster.nativeform;
