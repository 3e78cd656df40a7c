package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The resources of a YAML stream. */
record Manifests(String source, List<Manifest> all) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Manifests parse(String source, String text) {
        List<Manifest> all = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (!document.isNull() && !document.isMissingNode()) {
                    all.add(new Manifest(source, document));
                }
            }
            return new Manifests(source, all);
        } catch (IOException e) {
            throw new UncheckedIOException(source, e);
        }
    }

    static Manifests read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return all.stream().map(Manifest::toString).sorted().toList();
    }

    boolean has(String kind, String name) {
        return all.stream().anyMatch(found -> found.is(kind, name));
    }

    /** The resource with this kind and name; it must exist. */
    Manifest get(String kind, String name) {
        return all.stream()
                .filter(found -> found.is(kind, name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name + " in " + source));
    }

    /** The Integration of the archiver. */
    IntegrationPod integration() {
        return new IntegrationPod(get("Integration", "wechat-archiver"));
    }
}
