package io.processmaster.common.tls;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that was made for a test, with its key.
 *
 * @param certificate in PEM
 * @param key in PEM, PKCS#8
 * @param serial tells it from another one
 */
public record MadeCertificate(String certificate, String key, BigInteger serial) {
    private static final String PASSWORD = "changeit";

    /** Makes one with a key on an elliptic curve; {@code more} are further arguments of the tool, such as another validity. */
    public static MadeCertificate onCurve(Path scratch, String... more) {
        List<String> all = new ArrayList<>(List.of("-groupname", "secp256r1"));
        all.addAll(List.of(more));
        return by(scratch, "EC", all.toArray(String[]::new));
    }

    /** Makes one with the JDK's own tool; {@code more} are further arguments of it. */
    public static MadeCertificate by(Path scratch, String algorithm, String... more) {
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
                    algorithm));
            command.addAll(List.of(more));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(store.resolveSibling("output").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError(Files.readString(store.resolveSibling("output")));
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            X509Certificate certificate = (X509Certificate) keys.getCertificate("it");
            PrivateKey key = (PrivateKey) keys.getKey("it", PASSWORD.toCharArray());
            return new MadeCertificate(
                    pem("CERTIFICATE", certificate.getEncoded()),
                    pem("PRIVATE KEY", key.getEncoded()),
                    certificate.getSerialNumber());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Bytes as a PEM file has them. */
    public static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }

    /** Puts it where a daemon finds it. */
    public void install(Path chain, Path keyFile) {
        try {
            write(keyFile, key);
            Files.writeString(chain, certificate);
        } catch (IOException e) {
            throw new AssertionError("cannot install a certificate", e);
        }
    }

    /** Writes a file that only its owner can read. */
    public static Path write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
