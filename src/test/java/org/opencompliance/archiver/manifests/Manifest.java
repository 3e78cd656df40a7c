package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** One Kubernetes resource. */
record Manifest(String source, JsonNode tree) {

    String apiVersion() {
        return text("/apiVersion");
    }

    String kind() {
        return text("/kind");
    }

    String name() {
        return text("/metadata/name");
    }

    boolean is(String kind, String name) {
        return kind.equals(kind()) && name.equals(name());
    }

    /** The text at a JSON pointer; empty when it is missing. */
    String text(String pointer) {
        return tree.at(pointer).asText("");
    }

    int number(String pointer) {
        if (!tree.at(pointer).canConvertToInt()) {
            throw new AssertionError(this + " has no number at " + pointer);
        }
        return tree.at(pointer).intValue();
    }

    List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        tree.at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The entries of an object with text values. */
    Map<String, String> entries(String pointer) {
        Map<String, String> entries = new LinkedHashMap<>();
        tree.at(pointer)
                .properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return entries;
    }

    /** All values of fields with this name, at any depth. */
    List<String> everywhere(String field) {
        return tree.findValues(field).stream()
                .flatMap(found ->
                        found.isArray() ? StreamSupport.stream(found.spliterator(), false) : List.of(found).stream())
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
