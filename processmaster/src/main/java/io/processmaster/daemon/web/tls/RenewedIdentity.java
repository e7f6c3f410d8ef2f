package io.processmaster.daemon.web.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The identity in two files as they are now: a renewed certificate is in force without a restart.
 *
 * <p>The files are looked at by the first handshake after a while. Those that cannot be used change nothing.
 */
public final class RenewedIdentity extends X509ExtendedKeyManager {
    /** The shortest time between two looks at the files. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    private final Path certificate;
    private final Path key;
    private final LongSupplier nanos;
    private final TlsNews news;
    private long looked;
    private List<String> seen;
    private Generation current;
    // A handshake that began with it may still ask for it.
    private Generation previous;

    private RenewedIdentity(Path certificate, Path key, LongSupplier nanos, TlsNews news) throws BadIdentity {
        this.certificate = certificate;
        this.key = key;
        this.nanos = nanos;
        this.news = news;
        looked = nanos.getAsLong();
        seen = stamps();
        current = new Generation(1, PemIdentity.read(certificate, key));
        previous = current;
    }

    private record Generation(long number, PemIdentity identity) {
        private String alias() {
            return "generation-" + number;
        }
    }

    /**
     * Reads the files for the first time.
     *
     * @param nanos a clock that only goes forward
     * @throws BadIdentity when they cannot be used
     */
    public static RenewedIdentity of(Path certificate, Path key, LongSupplier nanos, TlsNews news) throws BadIdentity {
        return new RenewedIdentity(certificate, key, nanos, news);
    }

    /** The identity in force. */
    public synchronized PemIdentity current() {
        return current.identity();
    }

    private synchronized Generation fresh() {
        long now = nanos.getAsLong();
        if (now - looked < PERIOD.toNanos()) {
            return current;
        }
        looked = now;
        List<String> stamps = stamps();
        if (!stamps.equals(seen)) {
            // Before they are read: what changes after this is looked at again.
            seen = stamps;
            renew();
        }
        return current;
    }

    private void renew() {
        try {
            PemIdentity identity = PemIdentity.read(certificate, key);
            previous = current;
            current = new Generation(current.number() + 1, identity);
        } catch (BadIdentity e) {
            news.refused(e.getMessage());
            return;
        }
        news.renewed(current.identity().validUntil());
    }

    private List<String> stamps() {
        return List.of(stamp(certificate), stamp(key));
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            // Its permissions count as well: a key that others could read may be put right.
            return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime() + " "
                    + Files.getAttribute(file, "unix:ctime");
        } catch (IOException e) {
            return "none";
        }
    }

    private synchronized Generation generation(String alias) {
        return alias.equals(previous.alias()) ? previous : current;
    }

    private static boolean fits(String keyType, PrivateKey key) {
        return keyType.equals(key.getAlgorithm());
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Generation generation = fresh();
        return fits(keyType, generation.identity().key()) ? generation.alias() : null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        Generation generation = fresh();
        return fits(keyType, generation.identity().key()) ? new String[] {generation.alias()} : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return generation(alias).identity().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return generation(alias).identity().key();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
