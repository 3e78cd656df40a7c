package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The values of a resource by their paths; an element of a list is found by its mount path, name or key, if it has one. */
final class Leaves {

    private Leaves() {}

    static Map<String, String> of(JsonNode tree) {
        Map<String, String> leaves = new TreeMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(path + "/" + entry.getKey(), entry.getValue(), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + key(node.get(i), i), node.get(i), leaves);
            }
        } else {
            leaves.put(path, node.asText());
        }
    }

    private static String key(JsonNode element, int position) {
        return Stream.of("mountPath", "name", "key")
                .map(field -> element.path(field).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> text.replace('/', '_'))
                .orElse(String.valueOf(position));
    }
}
