package io.processmaster.dist;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate with a key on an elliptic curve, made for a test by the JDK's own tool.
 *
 * @param certificate in PEM
 * @param key in PEM
 * @param serial tells it from another one
 */
record Certificate(String certificate, String key, BigInteger serial) {
    private static final String PASSWORD = "changeit";

    /** Makes one; {@code scratch} is a directory for it, {@code options} go to the tool, such as another validity. */
    static Certificate make(Path scratch, String... options) {
        try {
            Path store = Files.createTempDirectory(scratch, "made").resolve("store.p12");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keystore",
                    store.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-alias",
                    "it",
                    "-dname",
                    "CN=localhost",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1"));
            command.addAll(List.of(options));
            Commands.run(scratch, command).expect(0);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            X509Certificate certificate = (X509Certificate) keys.getCertificate("it");
            byte[] key = keys.getKey("it", PASSWORD.toCharArray()).getEncoded();
            return new Certificate(
                    pem("CERTIFICATE", certificate.getEncoded()),
                    pem("PRIVATE KEY", key),
                    certificate.getSerialNumber());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("cannot make a certificate", e);
        }
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }

    /** Puts it where a daemon finds it, the key for its owner only. */
    void install(Path chain, Path keyFile) {
        try {
            Files.writeString(keyFile, key);
            Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(chain, certificate);
        } catch (IOException e) {
            throw new AssertionError("cannot install a certificate", e);
        }
    }
}
