package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tree is made of is written down, licensed, and not known to be unsafe. */
final class SupplyChainIT {
    private static final String VENDOR = "io/processmaster/daemon/web/ui/vendor/LICENSE.";

    @BeforeEach
    void needTheTree() {
        Requires.tree();
    }

    @Test
    void theBillHasExactlyTheJarsOfTheTree() throws IOException {
        Set<String> jars = new TreeSet<>();
        for (Path jar : jars()) {
            jars.add(jar.getFileName().toString());
        }
        assertThat(maven().map(Part::jar).toList()).containsExactlyInAnyOrderElementsOf(jars);
    }

    @Test
    void eachJarOfOthersIsTheOneThatTheBillDescribes() throws IOException {
        for (Part part : maven().filter(part -> !part.isOwn()).toList()) {
            assertThat(part.sha256()).as(part.jar()).contains(sha256(Tree.root().resolve("lib/" + part.jar())));
        }
    }

    @Test
    void theBillHasExactlyTheLibrariesThatTheConsoleServes() throws IOException {
        Set<String> served;
        try (JarFile jar =
                new JarFile(Tree.root().resolve("lib/processmaster.jar").toFile())) {
            served = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(VENDOR))
                    .map(name -> name.substring(VENDOR.length()).replace(".txt", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(served).isNotEmpty();
        assertThat(npm().map(Part::name).toList()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void eachPartHasAVersionAndALicence() throws IOException {
        for (Part part : Part.all()) {
            assertThat(part.version()).as(part.name()).isNotBlank();
            assertThat(part.licences()).as(part.name()).isNotEmpty();
        }
    }

    @Test
    void theNoticeNamesEachPartWithItsLicence() throws IOException {
        String notice = Files.readString(Tree.root().resolve("NOTICE"));
        for (Part part : Part.all().stream().filter(part -> !part.isOwn()).toList()) {
            Optional<String> entry = NoticeEntry.find(notice, part.shortName());
            assertThat(entry).as("%s in NOTICE", part.shortName()).isPresent();
            assertThat(part.licences())
                    .as("licences of %s, of which NOTICE says: %s", part.name(), entry.get())
                    .anyMatch(licence -> entry.get().contains(licence));
        }
    }

    @Test
    void theBillTellsNothingOfWhereAndWhenItWasMade() throws IOException {
        JsonObject bill = Part.bill();
        assertThat(bill.members()).doesNotContainKey("serialNumber");
        assertThat(bill.object("metadata").members()).doesNotContainKey("timestamp");
        assertThat(bill.compact()).doesNotContain(Tree.source().toString(), "file:");
    }

    @Test
    void noPartIsOfAVersionWithAKnownAdvisory() throws IOException {
        List<String> affected = new ArrayList<>();
        for (Part part : Part.all()) {
            for (Advisory advisory : Advisory.all()) {
                if (advisory.concerns(part) && advisory.affects(part.version())) {
                    affected.add(part.name() + " " + part.version() + ": " + advisory.id() + ", take "
                            + advisory.fixed() + " or later");
                }
            }
        }
        assertThat(affected).isEmpty();
    }

    @Test
    void eachAdvisoryConcernsAPartOfTheTree() throws IOException {
        List<Part> parts = Part.all();
        assertThat(Advisory.all())
                .allSatisfy(advisory -> assertThat(parts).as(advisory.part()).anyMatch(advisory::concerns));
    }

    private static Stream<Part> maven() throws IOException {
        return Part.all().stream().filter(part -> part.kind().equals("maven"));
    }

    private static Stream<Part> npm() throws IOException {
        return Part.all().stream().filter(part -> part.kind().equals("npm"));
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(Tree.root().resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
