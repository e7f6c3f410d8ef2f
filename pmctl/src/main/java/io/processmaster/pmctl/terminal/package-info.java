/** Where the output goes: a terminal of some width, or a pipe. */
package io.processmaster.pmctl.terminal;
