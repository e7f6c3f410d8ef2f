package io.processmaster.common.auth;

/**
 * A bearer token that a script may use instead of a user's password.
 *
 * @param name whom the journal names, unique among the tokens
 * @param hash what proves it
 * @param role what it may do
 */
public record TokenEntry(String name, TokenHash hash, Role role) {}
