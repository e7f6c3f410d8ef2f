package io.processmaster.common.config;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.Role;
import io.processmaster.common.auth.TokenEntry;
import io.processmaster.common.auth.TokenHash;
import io.processmaster.common.config.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads which bearer tokens the console accepts; no message has anything of a hash in it. */
final class ConsoleTokensReader {
    /** The most tokens. */
    static final int MOST_TOKENS = 100;

    /** The most tokens with a bcrypt hash: a wrong token has to be compared with each of them. */
    static final int MOST_BCRYPT = 8;

    private final Fields fields;
    private final Set<String> users;
    private final List<TokenEntry> tokens = new ArrayList<>();

    private ConsoleTokensReader(Fields fields, Set<String> users) {
        this.fields = fields;
        this.users = users;
    }

    /** The good tokens in their order; none has the name of one of {@code users}. */
    static List<TokenEntry> read(Fields fields, List<HtpasswdEntry> users) {
        int[] positions = fields.positions(ConsoleKeys.TOKENS);
        if (positions.length > MOST_TOKENS) {
            fields.problem(ConsoleKeys.TOKENS, "has more than " + MOST_TOKENS + " tokens");
            return List.of();
        }
        Set<String> names = users.stream().map(HtpasswdEntry::user).collect(Collectors.toSet());
        ConsoleTokensReader reader = new ConsoleTokensReader(fields, names);
        for (int position : positions) {
            reader.token(ConsoleKeys.TOKENS + "[" + position + "]").ifPresent(reader.tokens::add);
        }
        return reader.tokens;
    }

    private Optional<TokenEntry> token(String at) {
        fields.requirePresence(at + ".name");
        fields.requirePresence(at + ".hash");
        fields.requirePresence(at + ".role");
        Optional<String> name = name(at + ".name");
        Optional<TokenHash> hash = hash(at + ".hash");
        Optional<Role> role = secret(at + ".role", Role::named, ConsoleUsersReader.ROLE_WORDS);
        return name.flatMap(known -> hash.flatMap(proof -> role.map(may -> new TokenEntry(known, proof, may))));
    }

    private Optional<String> name(String key) {
        Optional<String> name = fields.declared(key).map(Scalar::text);
        Optional<String> problem = name.flatMap(this::problemWithName);
        problem.ifPresent(words -> fields.problem(key, words));
        return problem.isPresent() ? Optional.empty() : name;
    }

    private Optional<String> problemWithName(String name) {
        if (users.contains(name)) {
            return Optional.of(Shown.quoted(name) + " is the name of a user, and events could not tell them apart");
        }
        if (tokens.stream().anyMatch(token -> token.name().equals(name))) {
            return Optional.of(Shown.quoted(name) + " is the name of a token above");
        }
        return HtpasswdEntry.problemWithUser(name);
    }

    private Optional<TokenHash> hash(String key) {
        Optional<TokenHash> hash = secret(
                key,
                TokenHash::parse,
                "sha256: and 64 hexadecimal digits, or a bcrypt hash of at most cost " + HtpasswdEntry.MOST_COST);
        Optional<TokenEntry> same = tokens.stream()
                .filter(token -> hash.isPresent() && token.hash().equals(hash.get()))
                .findFirst();
        if (hash.filter(TokenHash::isSlow).isPresent()
                && tokens.stream().filter(token -> token.hash().isSlow()).count() >= MOST_BCRYPT) {
            fields.problem(
                    key,
                    "comes after " + MOST_BCRYPT
                            + " other bcrypt hashes, and a wrong token is compared with all of them (use "
                            + TokenHash.SHA256 + ")");
            return Optional.empty();
        }
        same.ifPresent(token -> fields.problem(
                key, "is the hash of the token " + Shown.quoted(token.name()) + " too (make another token)"));
        return same.isPresent() ? Optional.empty() : hash;
    }

    /** As {@link Fields#optional(String, Function, String)}, but the message does not repeat the text. */
    private <T> Optional<T> secret(String key, Function<String, Optional<T>> parse, String expected) {
        Optional<Scalar> scalar = fields.declared(key);
        Optional<T> value = scalar.map(Scalar::text).flatMap(parse);
        if (scalar.isPresent() && value.isEmpty()) {
            fields.problem(key, "must be " + expected);
        }
        return value;
    }
}
