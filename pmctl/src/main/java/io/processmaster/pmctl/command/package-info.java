/** The commands: one table that declares them all, and one class that carries out each. */
package io.processmaster.pmctl.command;
