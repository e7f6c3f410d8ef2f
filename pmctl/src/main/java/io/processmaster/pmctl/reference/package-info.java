/** Manual pages of the configuration files, made from the tables of their keys. */
package io.processmaster.pmctl.reference;
