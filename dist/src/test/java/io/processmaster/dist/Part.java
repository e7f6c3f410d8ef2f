package io.processmaster.dist;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One part that the tree is made of, as its bill of materials has it.
 *
 * @param kind {@code maven} or {@code npm}
 * @param name with the group in front, if there is one: {@code org.yaml/snakeyaml}
 * @param version as published
 * @param classifier of a jar that is not the main one
 * @param licences their SPDX ids, or their names where there is none
 * @param sha256 of a jar, in hexadecimal digits
 */
record Part(
        String kind,
        String name,
        String version,
        Optional<String> classifier,
        List<String> licences,
        Optional<String> sha256) {
    private static final String OWN = "io.processmaster/";

    /** The bill, whole. */
    static JsonObject bill() throws IOException {
        return JsonReader.readObject(Files.readString(Tree.root().resolve("share/doc/processmaster.cdx.json")));
    }

    /** All parts in the bill. */
    static List<Part> all() throws IOException {
        return bill().array("components").values().stream()
                .map(value -> of((JsonObject) value))
                .toList();
    }

    // pkg:maven/com.github.jnr/jffi@1.4.3?classifier=native&type=jar
    private static Part of(JsonObject json) {
        String[] purl = json.text("purl").split("[@?]", 3);
        String[] address = purl[0].split("[:/]", 3);
        Optional<String> classifier = Stream.of(purl.length > 2 ? purl[2].split("&", -1) : new String[0])
                .filter(word -> word.startsWith("classifier="))
                .map(word -> word.substring("classifier=".length()))
                .findFirst();
        Optional<String> sha256 = elements(json, "hashes")
                .filter(hash -> hash.text("alg").equals("SHA-256"))
                .map(hash -> hash.text("content"))
                .findFirst();
        List<String> licences = elements(json, "licenses").map(Part::licence).toList();
        return new Part(address[1], address[2], json.text("version"), classifier, licences, sha256);
    }

    private static String licence(JsonObject choice) {
        Optional<JsonObject> one = choice.findObject("license");
        return one.isPresent()
                ? one.get().findText("id").orElseGet(() -> one.get().text("name"))
                : choice.text("expression");
    }

    private static Stream<JsonObject> elements(JsonObject json, String name) {
        Optional<JsonValue> list = json.find(name);
        return list.stream()
                .flatMap(values -> ((JsonArray) values).values().stream())
                .map(JsonObject.class::cast);
    }

    /** The name of the jar in {@code lib}. */
    String jar() {
        return shortName() + classifier.map(word -> "-" + word).orElse("") + ".jar";
    }

    /** Without the group. */
    String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Whether it is built here. */
    boolean isOwn() {
        return name.startsWith(OWN);
    }
}
