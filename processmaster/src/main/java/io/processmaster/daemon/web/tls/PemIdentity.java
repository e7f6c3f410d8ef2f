package io.processmaster.daemon.web.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who this server is: a certificate and the key that belongs to it.
 *
 * @param chain the server's certificate, then those that lead to its root; not empty
 * @param key of the first certificate
 */
public record PemIdentity(List<X509Certificate> chain, PrivateKey key) {
    /** The most certificates in a file. */
    static final int MOST_CERTIFICATES = 20;

    private static final byte[] PROOF = {1, 2, 3, 4, 5, 6, 7, 8};

    /** Copies the list. */
    public PemIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * The identity in two PEM files, which may be the same one.
     *
     * @param certificate the chain, the server's own first
     * @param key in PKCS#8, not encrypted, of RSA, EC or Ed25519
     * @throws BadIdentity when the files cannot be read or used, or do not belong together
     */
    public static PemIdentity read(Path certificate, Path key) throws BadIdentity {
        List<X509Certificate> chain = chain(certificate);
        PrivateKey secret = PemKey.read(key);
        for (int i = 0; i < chain.size(); i++) {
            if (belongTogether(chain.get(i).getPublicKey(), secret)) {
                if (i == 0) {
                    return new PemIdentity(chain, secret);
                }
                throw new BadIdentity("cannot use the certificate " + certificate + ": the one for the key " + key
                        + " is number " + (i + 1) + " in it (put the server's own first)");
            }
        }
        throw new BadIdentity("cannot use the certificate " + certificate + ": the key " + key
                + " is not the one of it (give the two that were made together)");
    }

    private static List<X509Certificate> chain(Path file) throws BadIdentity {
        List<X509Certificate> chain = new ArrayList<>();
        for (Pem.Block block : Pem.read(file)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                chain.add(certificate(block, file));
            }
        }
        if (chain.isEmpty()) {
            throw new BadIdentity(
                    "cannot use the certificate " + file + ": it has no block CERTIFICATE (give a PEM" + " file)");
        }
        if (chain.size() > MOST_CERTIFICATES) {
            throw new BadIdentity("cannot use the certificate " + file + ": it has more than " + MOST_CERTIFICATES
                    + " certificates (leave the server's own and those that lead to its root)");
        }
        return chain;
    }

    private static X509Certificate certificate(Pem.Block block, Path file) throws BadIdentity {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.bytes(file)));
        } catch (CertificateException e) {
            throw new BadIdentity("cannot use the certificate " + file + ": a block in it is no certificate");
        }
    }

    private static boolean belongTogether(PublicKey open, PrivateKey secret) {
        String algorithm =
                switch (secret.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                };
        try {
            Signature sign = Signature.getInstance(algorithm);
            sign.initSign(secret);
            sign.update(PROOF);
            byte[] signature = sign.sign();
            Signature verify = Signature.getInstance(algorithm);
            verify.initVerify(open);
            verify.update(PROOF);
            return verify.verify(signature);
        } catch (GeneralSecurityException e) {
            // A key of another kind.
            return false;
        }
    }

    /** What browsers will find wrong with the server's certificate at this moment; empty when it is valid. */
    public Optional<String> warning(Instant now) {
        Instant from = chain.get(0).getNotBefore().toInstant();
        Instant until = chain.get(0).getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return Optional.of("the certificate of the console expired at " + until + " (renew it)");
        }
        return now.isBefore(from)
                ? Optional.of("the certificate of the console is valid only from " + from + " on (is the clock right?)")
                : Optional.empty();
    }

    /** The last moment at which the server's certificate is valid. */
    public Instant validUntil() {
        return chain.get(0).getNotAfter().toInstant();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "PemIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
