/** Runs the operator's own commands as root, apart from every app. */
package io.processmaster.daemon.adapter.admin;
