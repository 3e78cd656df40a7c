package org.opencompliance.archiver.routing.check.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/**
 * Checks names, required fields and kinds of values by Camel's schema for YAML routes, and names the closest right name. The
 * schema does not contain the options of components.
 */
public final class CamelSchema {

    private static final String RESOURCE = "/schema/camelYamlDsl.json";
    private static final String REF = "$ref";
    private static final String TYPE = "type";
    private static final String PROPERTIES = "properties";
    private static final List<String> BRANCHES = List.of("oneOf", "anyOf");
    private static final Map<String, String> KINDS = Map.of(
            "object", "fields below it",
            "array", "a list",
            "boolean", "true or false",
            "number", "a number",
            "string", "a text");

    private final JsonNode root;
    private final JsonNode definitions;
    private final Map<JsonNode, Map<String, JsonNode>> fields = new IdentityHashMap<>();

    private CamelSchema(JsonNode root) {
        this.root = root;
        this.definitions = root.at("/items/definitions");
    }

    /** Reads the schema from the class path. */
    public static CamelSchema load() {
        try (InputStream in = CamelSchema.class.getResourceAsStream(RESOURCE)) {
            return new CamelSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (YamlValue item : file.root().elements()) {
            check(file, "the file", root.path("items"), item, item.line(), findings);
        }
        return findings;
    }

    private void check(
            RouteFile file, String name, JsonNode schema, YamlValue value, int line, List<Finding> findings) {
        List<JsonNode> alternatives = alternatives(schema);
        JsonNode wanted = alternatives.stream()
                .filter(each -> fits(each.path(TYPE).asText(), value))
                .findFirst()
                .orElse(null);
        if (wanted == null) {
            List<String> kinds = alternatives.stream()
                    .map(each -> KINDS.getOrDefault(each.path(TYPE).asText(), "another value"))
                    .toList();
            findings.add(file.error(
                    line, "The value of " + name + " cannot be used", "Write " + String.join(" or ", kinds)));
        } else if (value.isText()) {
            choice(file, name, wanted, value.text(), line, findings);
        } else if (value.isList()) {
            JsonNode element = wanted.path("items");
            value.elements().forEach(each -> check(file, name, element, each, each.line(), findings));
        } else {
            object(file, name, wanted, value, line, findings);
        }
    }

    private static boolean fits(String type, YamlValue value) {
        String text = value.text();
        boolean open = value.isText() && (text.isEmpty() || text.contains("{{"));
        return switch (type) {
            case "object" -> value.isObject() || open;
            case "array" -> value.isList() || open;
            case "boolean" -> text.equals("true") || text.equals("false") || open;
            case "number" -> isNumber(text) || open;
            case "string" -> value.isText();
            default -> true;
        };
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '.');
    }

    private static void choice(
            RouteFile file, String name, JsonNode wanted, String text, int line, List<Finding> findings) {
        List<String> choices = texts(wanted.path("enum"));
        if (!choices.isEmpty() && !choices.contains(text) && !text.contains("{{")) {
            findings.add(file.error(
                    line,
                    "The value " + text + " of " + name + " is no choice",
                    Words.write(text, choices, "Write %s", "Correct it")));
        }
    }

    private void object(
            RouteFile file, String name, JsonNode wanted, YamlValue value, int line, List<Finding> findings) {
        Map<String, JsonNode> known = fields(wanted);
        boolean closed = !wanted.path("additionalProperties").asBoolean(true);
        for (Field field : value.repeated()) {
            findings.add(file.error(field.line(), field.name() + " is there twice", "Remove one of them"));
        }
        for (Field field : value.fields()) {
            if (known.containsKey(field.name())) {
                check(file, field.name(), known.get(field.name()), field.value(), field.line(), findings);
            } else if (closed) {
                findings.add(file.error(
                        field.line(),
                        "There is no " + field.name() + " in " + name,
                        Words.write(
                                field.name(), known.keySet(), "Write %s", "Remove it, or correct the indentation")));
            }
        }
        for (String required : texts(wanted.path("required"))) {
            if (!value.has(required)) {
                findings.add(file.error(line, name + " has no " + required, "Add " + required));
            }
        }
    }

    /** The schemas of a value, without references and choices; more than one if several kinds are allowed. */
    private List<JsonNode> alternatives(JsonNode schema) {
        if (schema.has(REF) && !schema.has(PROPERTIES)) {
            return alternatives(referenced(schema));
        }
        List<JsonNode> choices = new ArrayList<>();
        if (!schema.has(TYPE)) {
            schema.path("oneOf").forEach(each -> choices.addAll(alternatives(each)));
        }
        return choices.isEmpty() ? List.of(schema) : choices;
    }

    private JsonNode referenced(JsonNode schema) {
        String path = schema.path(REF).asText();
        return definitions.path(path.substring(path.lastIndexOf('/') + 1));
    }

    /** The fields of an object, with those of its branches, which are the expressions. */
    private Map<String, JsonNode> fields(JsonNode schema) {
        Map<String, JsonNode> known = fields.get(schema);
        if (known == null) {
            known = new LinkedHashMap<>();
            collect(schema, known);
            fields.put(schema, known);
        }
        return known;
    }

    private void collect(JsonNode schema, Map<String, JsonNode> into) {
        for (Map.Entry<String, JsonNode> field : schema.path(PROPERTIES).properties()) {
            into.merge(field.getKey(), field.getValue(), (old, other) -> old.isEmpty() ? other : old);
        }
        if (schema.has(REF)) {
            collect(referenced(schema), into);
        }
        for (String branch : BRANCHES) {
            schema.path(branch).forEach(each -> collect(each, into));
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
