package io.processmaster.common.config;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.IpLiteral;
import io.processmaster.common.auth.Role;
import io.processmaster.common.auth.TokenEntry;
import io.processmaster.common.spec.ConsoleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads how the web console is reached; its users and tokens are read by others. */
final class ConsoleReader {
    /** The most further names of the console. */
    static final int MOST_HOSTS = 100;

    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_HOST_CHARACTERS = 253;
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final String OWN_NAMES = "a host name or a literal address, without scheme, port and path";

    private final Fields fields;
    private final Function<String, Optional<String>> paths;

    private ConsoleReader(Fields fields, Function<String, Optional<String>> paths) {
        this.fields = fields;
        this.paths = paths;
    }

    /**
     * The console, or empty when it is not enabled; its keys are read either way.
     *
     * @param paths the absolute path at a key
     */
    static Optional<ConsoleSpec> read(Fields fields, Function<String, Optional<String>> paths) {
        boolean enabled = fields.truth(ConsoleKeys.ENABLED);
        ConsoleSpec spec = new ConsoleReader(fields, paths).spec(enabled);
        return enabled ? Optional.of(spec) : Optional.empty();
    }

    private ConsoleSpec spec(boolean enabled) {
        IpLiteral bind = fields.value(ConsoleKeys.BIND, IpLiteral::parse);
        int port = fields.integer(ConsoleKeys.PORT, 1, HIGHEST_PORT);
        Optional<ConsoleSpec.Tls> tls = tls();
        boolean plaintext = fields.truth(ConsoleKeys.ALLOW_PLAINTEXT);
        List<HtpasswdEntry> users = ConsoleUsersReader.users(fields);
        Map<String, Role> roles = ConsoleUsersReader.roles(fields);
        List<TokenEntry> tokens = ConsoleTokensReader.read(fields, users);
        boolean create = fields.truth(ConsoleKeys.ALLOW_CREATE);
        // What listens nowhere is exposed to nobody.
        if (enabled && !bind.isLoopback()) {
            checkExposure(plaintext);
        }
        return new ConsoleSpec(bind.text(), port, tls, plaintext, hosts(), users, roles, tokens, create);
    }

    private void checkExposure(boolean plaintext) {
        boolean secured = fields.has(ConsoleKeys.CERTIFICATE) || fields.has(ConsoleKeys.KEY);
        if (!secured && !plaintext) {
            fields.problem(
                    ConsoleKeys.BIND,
                    "others can reach this address, and passwords would travel there unencrypted (give "
                            + ConsoleKeys.CERTIFICATE + " and " + ConsoleKeys.KEY
                            + ", or bind 127.0.0.1 behind a proxy, or set "
                            + ConsoleKeys.ALLOW_PLAINTEXT + ": true)");
        }
        if (!fields.has(ConsoleKeys.USERS)) {
            fields.problem(
                    ConsoleKeys.BIND,
                    "others can reach this address, and anybody knows the password of the user admin (give "
                            + ConsoleKeys.USERS + ", with entries from pmctl password generate)");
        }
    }

    private Optional<ConsoleSpec.Tls> tls() {
        boolean certificate = fields.has(ConsoleKeys.CERTIFICATE);
        boolean key = fields.has(ConsoleKeys.KEY);
        if (certificate && !key) {
            fields.problemAtKey(ConsoleKeys.CERTIFICATE, "needs its key (give " + ConsoleKeys.KEY + " too)");
        } else if (key && !certificate) {
            fields.problemAtKey(ConsoleKeys.KEY, "needs its certificate (give " + ConsoleKeys.CERTIFICATE + " too)");
        }
        Optional<String> keyFile = paths.apply(ConsoleKeys.KEY);
        return paths.apply(ConsoleKeys.CERTIFICATE)
                .flatMap(chain -> keyFile.map(file -> new ConsoleSpec.Tls(chain, file)));
    }

    private List<String> hosts() {
        List<String> texts = fields.list(ConsoleKeys.HOSTS);
        if (texts.size() > MOST_HOSTS) {
            fields.problem(ConsoleKeys.HOSTS, "has more than " + MOST_HOSTS + " names");
            return List.of();
        }
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<String> host = host(texts.get(i).toLowerCase(Locale.ROOT));
            if (host.isEmpty()) {
                fields.problemAtItem(
                        ConsoleKeys.HOSTS, i, "must be " + OWN_NAMES + ", not " + Shown.quoted(texts.get(i)));
            }
            host.ifPresent(hosts::add);
        }
        return hosts;
    }

    private static Optional<String> host(String text) {
        boolean name = text.length() <= MOST_HOST_CHARACTERS && text.matches(LABEL + "(\\." + LABEL + ")*");
        // Four numbers that are no address are no name either: browsers would not take them for one.
        boolean numeric = text.matches("[0-9.]+");
        return IpLiteral.parse(text)
                .map(IpLiteral::text)
                .or(() -> name && !numeric ? Optional.of(text) : Optional.empty());
    }
}
