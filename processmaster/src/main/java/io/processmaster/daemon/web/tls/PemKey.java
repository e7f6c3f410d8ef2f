package io.processmaster.daemon.web.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a private key that nobody else can read, from PKCS#8 in PEM. */
final class PemKey {
    private static final String LABEL = "PRIVATE KEY";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private PemKey() {}

    /** The key in {@code file}. */
    static PrivateKey read(Path file) throws BadIdentity {
        checkOwn(file);
        List<Pem.Block> keys = Pem.read(file).stream()
                .filter(block -> block.label().endsWith(LABEL))
                .toList();
        if (keys.isEmpty()) {
            throw new BadIdentity("cannot use the key " + file + ": it has no block " + LABEL + " (give a PEM file)");
        }
        if (keys.size() > 1) {
            throw new BadIdentity("cannot use the key " + file + ": it has more than one key (leave one in it)");
        }
        Pem.Block key = keys.get(0);
        if (!key.label().equals(LABEL)) {
            throw new BadIdentity("cannot use the key " + file + ": it is " + kind(key) + ", and PKCS#8 without a"
                    + " passphrase is needed (convert it: " + conversion(key, file) + ")");
        }
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(key.bytes(file));
        return ALGORITHMS.stream()
                .flatMap(algorithm -> parse(algorithm, spec).stream())
                .findFirst()
                .orElseThrow(
                        () -> new BadIdentity("cannot use the key " + file + ": it is none of RSA, EC and Ed25519"));
    }

    private static void checkOwn(Path file) throws BadIdentity {
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(OF_OTHERS);
            permissions.retainAll(Files.getPosixFilePermissions(file));
            if (!permissions.isEmpty()) {
                throw new BadIdentity("cannot use the key " + file + ": every user of this host has access to it"
                        + " (chmod o= " + quoted(file) + ", and make a new key if others are on this host)");
            }
        } catch (IOException e) {
            throw new BadIdentity("cannot read " + file + ": "
                    + (Files.exists(file) ? String.valueOf(e.getMessage()) : "no such file"));
        }
    }

    private static Optional<PrivateKey> parse(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kind(Pem.Block key) {
        boolean encrypted = key.label().startsWith("ENCRYPTED") || key.body().contains("ENCRYPTED");
        String form =
                switch (key.label()) {
                    case "ENCRYPTED PRIVATE KEY" -> "PKCS#8";
                    case "RSA PRIVATE KEY" -> "PKCS#1";
                    case "EC PRIVATE KEY" -> "SEC1";
                    case "OPENSSH PRIVATE KEY" -> "a key of ssh";
                    default -> "\"" + key.label() + "\"";
                };
        return encrypted ? "encrypted " + form : form;
    }

    private static String conversion(Pem.Block key, Path file) {
        String from = quoted(file);
        String to = quoted(file.resolveSibling(file.getFileName() + ".pkcs8"));
        // The tool that reads it writes the new key over the old one.
        return key.label().startsWith("OPENSSH")
                ? "cp " + from + " " + to + " && ssh-keygen -p -N '' -m PKCS8 -f " + to
                : "umask 077 && openssl pkcs8 -topk8 -nocrypt -in " + from + " -out " + to;
    }

    private static String quoted(Path file) {
        String text = file.toString();
        return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
