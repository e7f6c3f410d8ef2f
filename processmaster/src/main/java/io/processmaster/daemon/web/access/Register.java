package io.processmaster.daemon.web.access;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.Role;
import io.processmaster.common.auth.TokenEntry;
import io.processmaster.common.auth.TokenHash;
import io.processmaster.common.spec.ConsoleSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Everybody who may get in, by password or by token. */
final class Register {
    /** The user, and the password, of a console for which nobody was named. */
    static final String BOOTSTRAP = "admin";

    // It is no secret, so nothing is gained by a slow hash.
    private static final int BOOTSTRAP_COST = 4;
    private static final String NO_SALT = ".".repeat(22);
    private static final String NO_DIGEST = ".".repeat(31);

    private final Map<String, HtpasswdEntry> users = new LinkedHashMap<>();
    private final Map<String, Role> roles;
    private final List<TokenEntry> quickTokens;
    private final List<TokenEntry> slowTokens;
    private final int highestCost;
    private final PasswordCheck check;

    Register(ConsoleSpec spec, PasswordCheck check) {
        List<HtpasswdEntry> entries = spec.users().isEmpty()
                ? List.of(HtpasswdEntry.of(BOOTSTRAP, BOOTSTRAP.toCharArray(), BOOTSTRAP_COST))
                : spec.users();
        entries.forEach(entry -> users.put(entry.user(), entry));
        roles = spec.roles();
        highestCost = entries.stream().mapToInt(HtpasswdEntry::cost).max().orElse(BOOTSTRAP_COST);
        quickTokens =
                spec.tokens().stream().filter(token -> !token.hash().isSlow()).toList();
        slowTokens =
                spec.tokens().stream().filter(token -> token.hash().isSlow()).toList();
        this.check = check;
    }

    /**
     * Who has that name and password; takes as much work whether there is such a user or not.
     *
     * <p>A hash of a lower cost is made up for: with its own work and that of each cost from it up to the highest, all
     * of them together are as much as one hash of the highest.
     */
    Optional<Identity> byPassword(String user, String password) {
        HtpasswdEntry entry = users.getOrDefault(user, nobodys(user, highestCost));
        boolean right = check.matches(entry, user, password) && users.containsKey(user);
        for (int cost = entry.cost(); cost < highestCost; cost++) {
            boolean never = check.matches(nobodys(user, cost), user, password);
            right = right && !never;
        }
        return right ? Optional.of(new Identity(user, roles.getOrDefault(user, Role.ADMIN))) : Optional.empty();
    }

    private static HtpasswdEntry nobodys(String user, int cost) {
        boolean possible = HtpasswdEntry.problemWithUser(user).isEmpty();
        return new HtpasswdEntry(possible ? user : "?", cost, NO_SALT, NO_DIGEST);
    }

    /** Whose token it is, among those whose check costs nothing. */
    Optional<Identity> byQuickToken(String token) {
        return first(quickTokens, entry -> entry.hash().matches(token));
    }

    /** Whether a token that {@link #byQuickToken} does not know may be one of {@link #bySlowToken}. */
    boolean hasSlowTokens() {
        return !slowTokens.isEmpty();
    }

    /** Whose token it is, among those with a bcrypt hash. */
    Optional<Identity> bySlowToken(String token) {
        return first(
                slowTokens,
                entry -> entry.hash() instanceof TokenHash.Bcrypt slow
                        && check.matches(slow.entry(), slow.entry().user(), token));
    }

    private static Optional<Identity> first(List<TokenEntry> entries, Predicate<TokenEntry> test) {
        List<TokenEntry> found = new ArrayList<>();
        for (TokenEntry entry : entries) {
            if (test.test(entry)) {
                found.add(entry);
            }
        }
        return found.stream().findFirst().map(entry -> new Identity(entry.name(), entry.role()));
    }
}
