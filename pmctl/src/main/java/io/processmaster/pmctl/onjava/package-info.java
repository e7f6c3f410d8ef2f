/** pmctl on Java: the computer by way of the JDK, and the commands that need no daemon but libraries. */
package io.processmaster.pmctl.onjava;
