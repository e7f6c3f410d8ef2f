package io.processmaster.daemon.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.Role;
import io.processmaster.common.auth.TokenEntry;
import io.processmaster.common.auth.TokenHash;
import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.daemon.web.http.Visitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in, by which way, and how much work that is. */
final class DoorkeeperTest {
    private static final String ADDRESS = "192.0.2.1";
    private static final String SHA_TOKEN = "a-token";

    private final WorkByHand work = new WorkByHand();
    private final List<Integer> hashedCosts = new ArrayList<>();
    private final List<String> news = new ArrayList<>();
    private final Sessions sessions = new Sessions(new SecureRandom(), work::nanos);

    private Doorkeeper doorkeeper(ConsoleSpec spec) {
        PasswordCheck counted = (entry, user, password) -> {
            hashedCosts.add(entry.cost());
            return entry.matches(user, password.toCharArray());
        };
        return new Doorkeeper(
                new Register(spec, counted),
                new KeyedDigest(new SecureRandom()),
                sessions,
                (address, user, suppressed) -> news.add(address + " " + user + " " + suppressed),
                work::nanos,
                work);
    }

    private static ConsoleSpec spec(List<HtpasswdEntry> users, List<TokenEntry> tokens) {
        return new ConsoleSpec(
                "127.0.0.1",
                9001,
                Optional.empty(),
                false,
                List.of(),
                users,
                Map.of("bob", Role.VIEWER),
                tokens,
                false);
    }

    private static HtpasswdEntry user(String name, String password, int cost) {
        return HtpasswdEntry.of(name, password.toCharArray(), cost);
    }

    private Doorkeeper usual() {
        return doorkeeper(spec(
                List.of(user("ann", "pass:wörd", 6), user("bob", "secret", 4)),
                List.of(
                        new TokenEntry("deploy", TokenHash.parse(sha(SHA_TOKEN)).orElseThrow(), Role.OPERATOR),
                        new TokenEntry("look", new TokenHash.Bcrypt(user("token", "slow-token", 4)), Role.VIEWER))));
    }

    private static String sha(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return TokenHash.SHA256 + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String basic(String user, String password) {
        byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    private static Credentials header(String header) {
        return new Credentials(Optional.of(header), Optional.empty(), false, ADDRESS);
    }

    private Verdict verdict(Doorkeeper doorkeeper, Credentials credentials) {
        CompletableFuture<Verdict> verdict = doorkeeper.identify(credentials);
        work.run();
        return verdict.join();
    }

    private static Verdict admitted(String name, Role role, Way way) {
        return new Verdict.Admitted(new Visitor(name, role, ADDRESS), way, Optional.empty());
    }

    @Test
    void nameAndPassword() {
        Doorkeeper doorkeeper = usual();
        assertThat(verdict(doorkeeper, header(basic("ann", "pass:wörd"))))
                .isEqualTo(admitted("ann", Role.ADMIN, Way.BASIC));
        assertThat(verdict(doorkeeper, header(basic("bob", "secret"))))
                .isEqualTo(admitted("bob", Role.VIEWER, Way.BASIC));
        assertThat(verdict(doorkeeper, header(basic("bob", "pass:wörd")))).isEqualTo(new Verdict.Unknown(true));
        assertThat(verdict(
                        doorkeeper, header("bAsIc   " + basic("bob", "secret").substring(6))))
                .isEqualTo(admitted("bob", Role.VIEWER, Way.BASIC));
        assertThat(news).containsExactly(ADDRESS + " bob 0");
    }

    @Test
    void nothingIsNotAFailure() {
        Credentials none = new Credentials(Optional.empty(), Optional.empty(), false, ADDRESS);
        assertThat(verdict(usual(), none)).isEqualTo(new Verdict.Unknown(false));
        Credentials stale = new Credentials(Optional.empty(), Optional.of("x".repeat(43)), false, ADDRESS);
        assertThat(verdict(usual(), stale)).isEqualTo(new Verdict.Unknown(false));
        assertThat(news).isEmpty();
    }

    @Test
    void whoLoggedOutIsNotLetInByWhatTheBrowserRemembers() {
        Credentials out = new Credentials(Optional.of(basic("bob", "secret")), Optional.empty(), true, ADDRESS);
        assertThat(verdict(usual(), out)).isEqualTo(new Verdict.Unknown(false));
        assertThat(hashedCosts).isEmpty();
        Credentials token = new Credentials(Optional.of("Bearer " + SHA_TOKEN), Optional.empty(), true, ADDRESS);
        assertThat(verdict(usual(), token)).isEqualTo(admitted("deploy", Role.OPERATOR, Way.TOKEN));
    }

    @Test
    void tokensOfBothKinds() {
        Doorkeeper doorkeeper = usual();
        CompletableFuture<Verdict> quick = doorkeeper.identify(header("Bearer " + SHA_TOKEN));
        assertThat(quick).isCompletedWithValue(admitted("deploy", Role.OPERATOR, Way.TOKEN));
        CompletableFuture<Verdict> slow = doorkeeper.identify(header("bearer slow-token"));
        assertThat(slow).isNotDone();
        work.run();
        assertThat(slow).isCompletedWithValue(admitted("look", Role.VIEWER, Way.TOKEN));
        assertThat(verdict(doorkeeper, header("Bearer other"))).isEqualTo(new Verdict.Unknown(true));
        assertThat(verdict(doorkeeper, header(basic("deploy", SHA_TOKEN)))).isEqualTo(new Verdict.Unknown(true));
        assertThat(verdict(doorkeeper, header(basic("token", "slow-token")))).isEqualTo(new Verdict.Unknown(true));
    }

    @Test
    void withoutSlowTokensAWrongOneCostsNothing() {
        Doorkeeper doorkeeper = doorkeeper(spec(List.of(user("ann", "x", 4)), List.of()));
        assertThat(doorkeeper.identify(header("Bearer x"))).isCompletedWithValue(new Verdict.Unknown(true));
        assertThat(work.waiting()).isZero();
    }

    @Test
    void aSessionCountsBeforeTheHeaderThatTheBrowserRemembers() {
        Doorkeeper doorkeeper = usual();
        String id = sessions.open(new Visitor("ann", Role.ADMIN, "203.0.113.9"));
        Credentials both = new Credentials(Optional.of(basic("bob", "wrong")), Optional.of(id), false, ADDRESS);
        assertThat(doorkeeper.identify(both))
                .isCompletedWithValue(
                        new Verdict.Admitted(new Visitor("ann", Role.ADMIN, ADDRESS), Way.SESSION, Optional.of(id)));
        Credentials token = new Credentials(Optional.of("Bearer " + SHA_TOKEN), Optional.of(id), false, ADDRESS);
        assertThat(verdict(doorkeeper, token)).isEqualTo(admitted("deploy", Role.OPERATOR, Way.TOKEN));
        sessions.end(id);
        assertThat(verdict(doorkeeper, both)).isEqualTo(new Verdict.Unknown(true));
    }

    @Test
    void aSuccessIsRememberedForAWhile() {
        Doorkeeper doorkeeper = usual();
        Verdict in = admitted("bob", Role.VIEWER, Way.BASIC);
        assertThat(verdict(doorkeeper, header(basic("bob", "secret")))).isEqualTo(in);
        int hashes = hashedCosts.size();
        assertThat(doorkeeper.identify(header(basic("bob", "secret")))).isCompletedWithValue(in);
        assertThat(hashedCosts).hasSize(hashes);
        work.pass(Successes.LIFE.plusSeconds(1));
        assertThat(doorkeeper.identify(header(basic("bob", "secret")))).isNotDone();
    }

    @Test
    void eachLoginTakesTheSameWork() {
        List<HtpasswdEntry> users =
                List.of(user("low", "low", 4), user("middle", "middle", 5), user("high", "high", 7));
        List<Integer> rounds = new ArrayList<>();
        for (String[] login : new String[][] {
            {"low", "low"},
            {"low", "x"},
            {"middle", "x"},
            {"high", "high"},
            {"high", "x"},
            {"nobody", "x"},
            {"", ""},
            {"high", "x".repeat(73)},
            {"high", "\0"},
            {"a\nb", "x"},
            {"x".repeat(900), "x".repeat(300)},
        }) {
            hashedCosts.clear();
            verdict(doorkeeper(spec(users, List.of())), header(basic(login[0], login[1])));
            rounds.add(hashedCosts.stream().mapToInt(cost -> 1 << cost).sum());
        }
        assertThat(rounds).hasSize(11).containsOnly(1 << 7);
    }

    @Test
    void aLongPasswordIsNotCutToTheRightOne() {
        String longest = "p".repeat(72);
        Doorkeeper doorkeeper = doorkeeper(spec(List.of(user("ann", longest, 4)), List.of()));
        assertThat(verdict(doorkeeper, header(basic("ann", longest + "q")))).isEqualTo(new Verdict.Unknown(true));
        assertThat(verdict(doorkeeper, header(basic("ann", longest)))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void whereNobodyIsNamedThereIsTheBootstrapPair() {
        Doorkeeper doorkeeper = doorkeeper(spec(List.of(), List.of()));
        assertThat(verdict(doorkeeper, header(basic("admin", "admin"))))
                .isEqualTo(admitted("admin", Role.ADMIN, Way.BASIC));
        assertThat(verdict(usual(), header(basic("admin", "admin")))).isEqualTo(new Verdict.Unknown(true));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsRefusedAtOnceAndWithoutWork(String garbage) {
        Doorkeeper doorkeeper = usual();
        assertThat(doorkeeper.identify(header(garbage))).isCompletedWithValue(new Verdict.Unknown(true));
        assertThat(work.waiting()).isZero();
        assertThat(news).containsExactly(ADDRESS + "  0");
    }

    private static List<String> garbage() {
        String right = basic("bob", "secret");
        return List.of(
                "",
                " ",
                "Basic",
                "Basic ",
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "Bearer ü",
                "Digest username=\"bob\"",
                "Basic !!!!",
                "Basic Ym9i",
                "Basic =",
                "Basic " + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, ':', 'x'}),
                right + ", Bearer " + SHA_TOKEN,
                "Bearer " + SHA_TOKEN + ", " + right,
                right + "\0",
                right.replace("Basic ", "Basic\t"),
                "Basic " + "A".repeat(1 << 20),
                "Bearer " + "A".repeat(1 << 20),
                "x".repeat(1 << 20));
    }

    @Test
    void namesAreToldWithoutWhatCouldHarmAReader() {
        Doorkeeper doorkeeper = usual();
        verdict(doorkeeper, header(basic("\u001b[2J\r\n\u202eann\u2028" + "x".repeat(100), "p")));
        assertThat(news).containsExactly(ADDRESS + " ?[2J???ann?" + "x".repeat(53) + " 0");
    }

    @Test
    void theNewsIsToldOnceAMinute() {
        Doorkeeper doorkeeper = usual();
        for (int i = 0; i < 4; i++) {
            verdict(doorkeeper, header(basic("ann", "wrong" + i)));
        }
        assertThat(news).containsExactly(ADDRESS + " ann 0");
        work.pass(Duration.ofSeconds(60));
        verdict(doorkeeper, header(basic("ann", "wrong again")));
        assertThat(news).containsExactly(ADDRESS + " ann 0", ADDRESS + " ann 3");
    }

    @Test
    void whoWaitsWhenItClosesIsAskedToComeLater() {
        Doorkeeper doorkeeper = usual();
        CompletableFuture<Verdict> waiting = doorkeeper.identify(header(basic("bob", "secret")));
        doorkeeper.close();
        assertThat(waiting.join()).isInstanceOf(Verdict.Later.class);
        assertThat(doorkeeper.identify(header(basic("bob", "secret"))).join()).isInstanceOf(Verdict.Later.class);
    }

    @Test
    void newsThatFailsKeepsNobodyWaiting() {
        Doorkeeper doorkeeper = new Doorkeeper(
                new Register(spec(List.of(user("ann", "x", 4)), List.of()), PasswordCheck.bcrypt()),
                new KeyedDigest(new SecureRandom()),
                sessions,
                (address, user, suppressed) -> {
                    throw new IllegalStateException("the journal is full");
                },
                work::nanos,
                work);
        assertThat(verdict(doorkeeper, header(basic("ann", "y")))).isInstanceOf(Verdict.Later.class);
        assertThat(verdict(doorkeeper, header(basic("ann", "x")))).isInstanceOf(Verdict.Admitted.class);
    }
}
