/** The command line as it is declared and as it was typed. */
package io.processmaster.pmctl.line;
