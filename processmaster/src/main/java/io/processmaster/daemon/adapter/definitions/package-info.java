/** Definition files. */
package io.processmaster.daemon.adapter.definitions;
