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
import java.util.Optional;
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

    /** The violations in a file. */
    public List<Finding> findings(RouteFile file) {
        Walk walk = new Walk(file);
        for (YamlValue item : file.root().elements()) {
            walk.check(new Field("the file", item.line(), item), root.path("items"));
        }
        return walk.findings;
    }

    /** The values of a file, each beside its schema. */
    private final class Walk {

        private final RouteFile file;
        private final List<Finding> findings = new ArrayList<>();

        Walk(RouteFile file) {
            this.file = file;
        }

        private void report(int line, String problem, String correction) {
            findings.add(file.error(line, problem, correction));
        }

        void check(Field field, JsonNode schema) {
            List<JsonNode> alternatives = alternatives(schema);
            YamlValue value = field.value();
            Optional<JsonNode> wanted = alternatives.stream()
                    .filter(each -> fits(each.path(TYPE).asText(), value))
                    .findFirst();
            if (wanted.isEmpty()) {
                report(field.line(), "The value of " + field.name() + " cannot be used", kinds(alternatives));
            } else if (value.isText()) {
                choice(field, wanted.get());
            } else if (value.isList()) {
                JsonNode element = wanted.get().path("items");
                value.elements().forEach(each -> check(new Field(field.name(), each.line(), each), element));
            } else {
                object(field, wanted.get());
            }
        }

        private void choice(Field field, JsonNode wanted) {
            String text = field.value().text();
            List<String> choices = texts(wanted.path("enum"));
            if (!choices.isEmpty() && !choices.contains(text) && !text.contains("{{")) {
                report(
                        field.line(),
                        "The value " + text + " of " + field.name() + " is no choice",
                        Words.write(text, choices, "Write %s", "Correct it"));
            }
        }

        private void object(Field object, JsonNode wanted) {
            Map<String, JsonNode> known = fields(wanted);
            boolean closed = !wanted.path("additionalProperties").asBoolean(true);
            for (Field field : object.value().repeated()) {
                report(field.line(), field.name() + " is there twice", "Remove one of them");
            }
            for (Field field : object.value().fields()) {
                if (known.containsKey(field.name())) {
                    check(field, known.get(field.name()));
                } else if (closed) {
                    report(
                            field.line(),
                            "There is no " + field.name() + " in " + object.name(),
                            Words.write(
                                    field.name(), known.keySet(), "Write %s", "Remove it, or correct the indentation"));
                }
            }
            for (String required : texts(wanted.path("required"))) {
                if (!object.value().has(required)) {
                    report(object.line(), object.name() + " has no " + required, "Add " + required);
                }
            }
        }
    }

    private static String kinds(List<JsonNode> alternatives) {
        List<String> kinds = alternatives.stream()
                .map(each -> KINDS.getOrDefault(each.path(TYPE).asText(), "another value"))
                .toList();
        return "Write " + String.join(" or ", kinds);
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
