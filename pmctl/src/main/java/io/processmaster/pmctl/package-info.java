/** The command line of ProcessMaster. */
package io.processmaster.pmctl;
