/** What decides who gets into the console: passwords as htpasswd keeps them, tokens, roles, addresses. */
package io.processmaster.common.auth;
