/** Help, manual page and shell completion, all made from the declarations of the commands. */
package io.processmaster.pmctl.manual;
