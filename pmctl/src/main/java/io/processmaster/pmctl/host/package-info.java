/** What pmctl needs of the computer it runs on; each form of pmctl brings its own. */
package io.processmaster.pmctl.host;
