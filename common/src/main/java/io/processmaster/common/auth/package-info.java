/** Passwords of the console, as htpasswd keeps them. */
package io.processmaster.common.auth;
