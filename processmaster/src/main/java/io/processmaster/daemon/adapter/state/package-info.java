/** The state directory: who may use it, and files in it that a crash leaves either old or new. */
package io.processmaster.daemon.adapter.state;
