package io.processmaster.daemon.web.access;

import io.processmaster.common.auth.Role;

/**
 * Who somebody is, wherever they are.
 *
 * @param name of the user or the token
 * @param role what they may do
 */
record Identity(String name, Role role) {}
