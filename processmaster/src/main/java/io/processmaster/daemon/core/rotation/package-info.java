/** What is decided about the rotation of logs: names, when, what to move and delete, what to make of an unfinished one. */
package io.processmaster.daemon.core.rotation;
