/** Makes the files of an app what its definition wants, as root in a directory that somebody else may own. */
package io.processmaster.daemon.adapter.provision;
