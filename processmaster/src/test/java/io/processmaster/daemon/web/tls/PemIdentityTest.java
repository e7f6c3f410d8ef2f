package io.processmaster.daemon.web.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.processmaster.common.tls.MadeCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files make an identity, and what is said of the others. */
final class PemIdentityTest {
    @TempDir
    private static Path scratch;

    private static MadeCertificate rsa;
    private static MadeCertificate curve;
    private static MadeCertificate edwards;

    @TempDir
    private Path directory;

    private Path chain;
    private Path key;

    @BeforeAll
    static void make() {
        rsa = MadeCertificate.by(scratch, "RSA", "-keysize", "2048");
        curve = MadeCertificate.onCurve(scratch);
        edwards = MadeCertificate.by(scratch, "Ed25519");
    }

    @BeforeEach
    void place() {
        chain = directory.resolve("chain.pem");
        key = directory.resolve("key.pem");
    }

    private PemIdentity read(String certificates, String keys) throws IOException, BadIdentity {
        MadeCertificate.write(chain, certificates);
        MadeCertificate.write(key, keys);
        return PemIdentity.read(chain, key);
    }

    private void assertRefused(String certificates, String keys, String... words) {
        assertThatThrownBy(() -> read(certificates, keys))
                .isInstanceOf(BadIdentity.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void keysOfThreeKinds() throws Exception {
        assertThat(read(rsa.certificate(), rsa.key()).key().getAlgorithm()).isEqualTo("RSA");
        assertThat(read(curve.certificate(), curve.key()).key().getAlgorithm()).isEqualTo("EC");
        assertThat(read(edwards.certificate(), edwards.key()).key().getAlgorithm())
                .isEqualTo("EdDSA");
    }

    @Test
    void whatStandsBetweenTheBlocksDoesNotMatter() throws Exception {
        PemIdentity identity = read(
                "subject=CN - x\r\n" + rsa.certificate().replace("\n", "\r\n") + "\r\n" + curve.certificate(),
                "Bag Attributes\n" + rsa.key() + rsa.certificate());
        assertThat(identity.chain()).hasSize(2);
        assertThat(identity.toString()).contains("CN=localhost").doesNotContain("Private");
    }

    @Test
    void filesThatDoNotBelongTogether() {
        assertRefused(rsa.certificate(), curve.key(), chain.toString(), "is not the one of it");
        assertRefused(curve.certificate() + rsa.certificate(), rsa.key(), "number 2", "put the server's own first");
    }

    @Test
    void filesThatAreSomethingElse() throws IOException {
        assertRefused("", rsa.key(), "no block CERTIFICATE");
        assertRefused(rsa.key(), rsa.key(), "no block CERTIFICATE");
        assertRefused(rsa.certificate(), "", "no block PRIVATE KEY");
        assertRefused(rsa.certificate(), rsa.key() + curve.key(), "more than one key");
        assertRefused(
                rsa.certificate(), MadeCertificate.pem("PRIVATE KEY", new byte[40]), "none of RSA, EC and Ed25519");
        assertRefused(MadeCertificate.pem("CERTIFICATE", new byte[40]), rsa.key(), "is no certificate");
        assertRefused(rsa.certificate(), "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----", "is damaged");
        assertRefused(rsa.certificate(), "x".repeat(Pem.MOST_BYTES + 1), "larger than");
        assertRefused(rsa.certificate().repeat(21), rsa.key(), "more than 20 certificates");
        MadeCertificate.write(chain, rsa.certificate());
        Files.delete(key);
        assertThatThrownBy(() -> PemIdentity.read(chain, key)).hasMessageContaining("no such file");
    }

    @Test
    void keysOfOtherFormsAreRefusedWithTheWayToConvertThem() {
        String convert = "openssl pkcs8 -topk8 -nocrypt -in " + key + " -out " + key + ".pkcs8";
        assertRefused(rsa.certificate(), MadeCertificate.pem("RSA PRIVATE KEY", new byte[40]), "PKCS#1", convert);
        assertRefused(
                rsa.certificate(),
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\nAAAA\n-----END RSA PRIVATE"
                        + " KEY-----\n",
                "encrypted PKCS#1",
                convert);
        assertRefused(rsa.certificate(), MadeCertificate.pem("EC PRIVATE KEY", new byte[40]), "SEC1", convert);
        assertRefused(
                rsa.certificate(),
                MadeCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[40]),
                "encrypted PKCS#8",
                convert);
        assertRefused(
                rsa.certificate(), MadeCertificate.pem("OPENSSH PRIVATE KEY", new byte[40]), "ssh", "ssh-keygen -p");
    }

    @Test
    void theToldCommandConvertsThem() throws Exception {
        Assumptions.assumeTrue(run("command -v openssl") == 0, "openssl is not here");
        Path old = MadeCertificate.write(directory.resolve("its old.pem"), "");
        for (String making :
                new String[] {"openssl genrsa -traditional 2048", "openssl ecparam -genkey -name prime256v1"}) {
            Assumptions.assumeTrue(run(making + " > '" + old + "'") == 0, "openssl cannot make it");
            run("openssl req -new -x509 -key '" + old + "' -subj /CN=x -out " + chain);
            Matcher command = Pattern.compile("convert it: (.*)\\)")
                    .matcher(catchThrowable(() -> PemIdentity.read(chain, old)).getMessage());
            assertThat(command.find()).isTrue();
            assertThat(run(command.group(1))).isZero();
            assertThat(PemIdentity.read(chain, directory.resolve("its old.pem.pkcs8"))
                            .chain())
                    .hasSize(1);
        }
    }

    private int run(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start()
                .waitFor();
    }

    @Test
    void aKeyThatEverybodyCanReadIsRefused() throws Exception {
        read(rsa.certificate(), rsa.key());
        for (String open : new String[] {"rw-r--r--", "rw----r--", "rw-----w-"}) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> PemIdentity.read(chain, key))
                    .isInstanceOf(BadIdentity.class)
                    .hasMessageContaining("chmod o= " + key);
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(PemIdentity.read(chain, key).chain()).hasSize(1);
    }

    @Test
    void aCertificateOutOfItsTimeIsAWarning() throws Exception {
        PemIdentity identity = read(rsa.certificate(), rsa.key());
        Instant now = Instant.now();
        assertThat(identity.warning(now)).isEmpty();
        assertThat(identity.warning(identity.validUntil().plus(Duration.ofSeconds(1))))
                .hasValueSatisfying(words -> assertThat(words).contains("expired", "renew it"));
        assertThat(identity.warning(now.minus(Duration.ofDays(2))))
                .hasValueSatisfying(words -> assertThat(words).contains("valid only from"));
    }
}
