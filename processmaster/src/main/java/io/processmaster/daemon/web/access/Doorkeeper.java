package io.processmaster.daemon.web.access;

import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.daemon.web.http.Visitor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Finds out who somebody is; any thread may call, and none of them ever waits. */
public final class Doorkeeper implements AutoCloseable {
    private static final String PASSWORD = "password";
    private static final String TOKEN = "token";

    private final Register register;
    private final Sessions sessions;
    private final KeyedDigest digest;
    private final Successes successes;
    private final Checks checks;
    private final FailureReports failures;

    /**
     * One for the users and tokens of {@code spec}; where it names no users, for the bootstrap pair.
     *
     * @param digest keeps proofs out of the memory
     * @param sessions that browsers have
     * @param news hears of failures
     * @param nanos a clock that only goes forward
     */
    public Doorkeeper(ConsoleSpec spec, KeyedDigest digest, Sessions sessions, AuthNews news, LongSupplier nanos) {
        this(
                new Register(spec, PasswordCheck.bcrypt()),
                digest,
                sessions,
                news,
                nanos,
                new AuthThreads(Runtime.getRuntime().availableProcessors()));
    }

    Doorkeeper(
            Register register,
            KeyedDigest digest,
            Sessions sessions,
            AuthNews news,
            LongSupplier nanos,
            SlowWork work) {
        this.register = register;
        this.digest = digest;
        this.sessions = sessions;
        successes = new Successes(nanos);
        checks = new Checks(work, nanos);
        failures = new FailureReports(news, nanos);
    }

    /**
     * Who sends a request. A token counts before a session, and a session before name and password.
     *
     * @return complete already unless a hash has to be computed; never completes exceptionally
     */
    public CompletableFuture<Verdict> identify(Credentials credentials) {
        Optional<Authorization> header = credentials.authorization().map(Authorization::read);
        Optional<Visitor> visitor = credentials.session().flatMap(sessions::find);
        if (header.isPresent() && header.get() instanceof Authorization.Bearer bearer) {
            return byToken(bearer.token(), credentials.address());
        }
        if (visitor.isPresent()) {
            Visitor here = new Visitor(visitor.get().name(), visitor.get().role(), credentials.address());
            return at(new Verdict.Admitted(here, Way.SESSION, credentials.session()));
        }
        if (header.isEmpty() || credentials.signedOut()) {
            return at(new Verdict.Unknown(false));
        }
        if (header.get() instanceof Authorization.Basic basic) {
            return logIn(basic.user(), basic.password(), credentials.address());
        }
        return failed(credentials.address(), "");
    }

    /**
     * Who has this name and password, which came with a form; as {@link #identify} for a header.
     *
     * @param address where they are
     */
    public CompletableFuture<Verdict> logIn(String user, String password, String address) {
        String key = digest.of(PASSWORD, user, password);
        return successes
                .find(key)
                .map(who -> at(admitted(who, Way.BASIC, address)))
                .orElseGet(() ->
                        check(key, () -> register.byPassword(user, password), new Claim(user, Way.BASIC, address)));
    }

    private CompletableFuture<Verdict> byToken(String token, String address) {
        Optional<Identity> quick = register.byQuickToken(token);
        if (quick.isPresent()) {
            return at(admitted(quick.get(), Way.TOKEN, address));
        }
        if (!register.hasSlowTokens()) {
            return failed(address, "");
        }
        String key = digest.of(TOKEN, token);
        return successes
                .find(key)
                .map(who -> at(admitted(who, Way.TOKEN, address)))
                .orElseGet(() -> check(key, () -> register.bySlowToken(token), new Claim("", Way.TOKEN, address)));
    }

    private record Claim(String user, Way way, String address) {}

    private CompletableFuture<Verdict> check(String key, Supplier<Optional<Identity>> proof, Claim claim) {
        return checks.check(claim.address(), key, () -> remembered(key, proof, claim))
                .thenApply(outcome -> verdict(outcome, claim));
    }

    // On the thread of the check, once for all who share it.
    private Optional<Identity> remembered(String key, Supplier<Optional<Identity>> proof, Claim claim) {
        Optional<Identity> who = proof.get();
        who.ifPresent(known -> successes.add(key, known));
        if (who.isEmpty()) {
            failures.failure(claim.address(), claim.user());
        }
        return who;
    }

    private static Verdict verdict(Checks.Outcome outcome, Claim claim) {
        if (outcome instanceof Checks.Outcome.Refused refused) {
            return new Verdict.Later(refused.retryAfter());
        }
        return ((Checks.Outcome.Made) outcome)
                .who()
                .map(who -> admitted(who, claim.way(), claim.address()))
                .orElse(new Verdict.Unknown(true));
    }

    private static Verdict admitted(Identity who, Way way, String address) {
        return new Verdict.Admitted(new Visitor(who.name(), who.role(), address), way, Optional.empty());
    }

    private CompletableFuture<Verdict> failed(String address, String user) {
        failures.failure(address, user);
        return at(new Verdict.Unknown(true));
    }

    private static CompletableFuture<Verdict> at(Verdict verdict) {
        return CompletableFuture.completedFuture(verdict);
    }

    /** Ends its threads; whoever waits is asked to come later. */
    @Override
    public void close() {
        checks.close();
    }
}
