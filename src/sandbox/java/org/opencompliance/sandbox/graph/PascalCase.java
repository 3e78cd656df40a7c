package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.opencompliance.sandbox.http.Answer;

/** Responses with names in PascalCase, as in the cloud of China: {@code UploadUrl}, {@code NextExpectedRanges}. */
final class PascalCase {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PascalCase() {}

    /** The same response with such names; unchanged when it is not JSON. */
    static Answer of(Answer answer) {
        boolean json = answer.headers().getOrDefault("Content-Type", "").startsWith("application/json");
        return json && answer.delivery() == Answer.Delivery.WHOLE
                ? answer.with(renamed(tree(answer)).toString().getBytes(StandardCharsets.UTF_8))
                : answer;
    }

    private static JsonNode tree(Answer answer) {
        try {
            return JSON.readTree(answer.body().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode renamed(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(renamed(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            object.set(pascal(field.getKey()), renamed(field.getValue()));
        }
        return object;
    }

    /** In annotations, the letter after the dot is the capital. */
    private static String pascal(String name) {
        int first = name.startsWith("@odata.") ? "@odata.".length() : 0;
        return name.substring(0, first) + Character.toUpperCase(name.charAt(first)) + name.substring(first + 1);
    }
}
