package io.processmaster.common.config;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.Role;
import io.processmaster.common.config.YamlNode.Entry;
import io.processmaster.common.config.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads who may log in to the console and what they may do; no message has anything of a hash in it. */
final class ConsoleUsersReader {
    /** The most users. */
    static final int MOST_USERS = 100;

    /** The roles that there are, for messages. */
    static final String ROLE_WORDS = "admin, operator or viewer";

    private ConsoleUsersReader() {}

    /** The good entries in their order. */
    static List<HtpasswdEntry> users(Fields fields) {
        String key = ConsoleKeys.USERS;
        List<String> texts = fields.list(key);
        if (texts.size() > MOST_USERS) {
            fields.problem(key, "has more than " + MOST_USERS + " users");
            return List.of();
        }
        if (fields.declaresList(key) && texts.isEmpty()) {
            fields.problem(key, "is empty (name a user, or remove the key for admin with the password admin)");
        }
        List<HtpasswdEntry> users = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<HtpasswdEntry> entry = HtpasswdEntry.parse(texts.get(i));
            if (entry.isEmpty()) {
                String problem = HtpasswdEntry.problemWith(texts.get(i)).orElseThrow();
                fields.problemAtItem(key, i, problem + "; pmctl password generate makes entries");
                continue;
            }
            String user = entry.get().user();
            Integer first = seen.putIfAbsent(user, i);
            if (first == null) {
                users.add(entry.get());
            } else {
                fields.problemAtItem(
                        key, i, "the user " + Shown.quoted(user) + " is in " + key + "[" + first + "] too");
            }
        }
        return users;
    }

    /** The roles of the users that have one in the file. */
    static Map<String, Role> roles(Fields fields) {
        if (fields.has(ConsoleKeys.USERS) && !fields.declaresList(ConsoleKeys.USERS)) {
            // That was told already, and it is not known who is in it.
            return Map.of();
        }
        // An entry with a bad hash is told at the entry, and not again here.
        Set<String> names = fields.list(ConsoleKeys.USERS).stream()
                .map(entry -> entry.substring(0, Math.max(0, entry.indexOf(':'))))
                .collect(Collectors.toSet());
        Map<String, Role> roles = new LinkedHashMap<>();
        for (Entry entry : fields.words(ConsoleKeys.ROLES)) {
            String user = entry.key().text();
            if (!names.contains(user)) {
                fields.problemAt(entry.key().start(), ConsoleKeys.ROLES, unknown(user));
                continue;
            }
            Optional<Role> role = Role.named(((Scalar) entry.value()).text());
            if (role.isEmpty()) {
                String path = ConsoleKeys.ROLES + "." + Shown.plain(user);
                fields.problemAt(entry.value().start(), path, "must be " + ROLE_WORDS);
            }
            role.ifPresent(known -> roles.put(user, known));
        }
        return roles;
    }

    // What has a colon may be an entry with its hash.
    private static String unknown(String user) {
        String shown = HtpasswdEntry.problemWithUser(user).isEmpty() ? "no user " + Shown.quoted(user) : "no such user";
        return shown + " is in " + ConsoleKeys.USERS + " (add the user there, or remove this line)";
    }
}
