package org.opencompliance.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.opencompliance.sandbox.http.RecordedRequest;

/**
 * Checks requests to Graph against Microsoft's description: path, method, names of query parameters, and the JSON body, in
 * which an unknown property is a violation. Uploads and bodies without JSON are not described.
 *
 * <p>Register it on a tenant with {@code tenant.onRequest(contract)}. Thread-safe.
 */
public final class GraphContract implements Consumer<RecordedRequest> {

    private static final String SLICE = "data/graph-v1.0-slice-min.yaml";

    /** The page "Get attachment" documents it (example 6, raw contents), and the description does not have it. */
    private static final Pattern CONTENT =
            Pattern.compile("/v1\\.0/users/[^/]+/messages/[^/]+/attachments/[^/]+/\\$value");

    /** The pages "user: checkMemberGroups" and "Get group" document them, and this part of the description does not have them. */
    private static final Pattern GROUPS =
            Pattern.compile("POST /v1\\.0/users/[^/]+/checkMemberGroups|GET /v1\\.0/groups/[^/]+");

    private final JsonNode slice;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> bodies = new HashMap<>();
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger checked = new AtomicInteger();
    private int told;

    private GraphContract(JsonNode slice) {
        this.slice = slice;
    }

    /** The contract; empty (with a log line) where the folder with the description is missing. */
    public static Optional<GraphContract> find() {
        Path file = Path.of(System.getProperty("archiver.shared", "")).resolve(SLICE);
        if (!Files.isReadable(file)) {
            System.out.println("Skipped the check against the description of Graph: no " + SLICE
                    + " in the folder of the system property archiver.shared");
            return Optional.empty();
        }
        try {
            return Optional.of(new GraphContract(new ObjectMapper(new YAMLFactory()).readTree(file.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number of checked requests. */
    public int checked() {
        return checked.get();
    }

    /** The violations, one sentence each, without any content of the requests. */
    public List<String> violations() {
        synchronized (violations) {
            return List.copyOf(violations);
        }
    }

    /** The violations since the last call of this method. */
    public List<String> newViolations() {
        synchronized (violations) {
            List<String> fresh = List.copyOf(violations.subList(told, violations.size()));
            told = violations.size();
            return fresh;
        }
    }

    @Override
    public void accept(RecordedRequest request) {
        if (request.operation().startsWith("UPLOAD") || request.operation().startsWith("CANCEL")) {
            return;
        }
        if (request.method().equals("GET") && CONTENT.matcher(request.path()).matches()) {
            return;
        }
        if (GROUPS.matcher(request.method() + " " + request.path()).matches()) {
            return;
        }
        checked.incrementAndGet();
        String method = request.method().toLowerCase(Locale.ROOT);
        Optional<String> template = template(request.path());
        JsonNode operation = slice.path("paths").path(template.orElse("")).path(method);
        if (operation.isMissingNode()) {
            violations.add(request.method() + " " + template.orElse("of an unknown path") + " is not described");
            return;
        }
        String place = request.method() + " " + template.orElseThrow();
        checkQuery(request, operation, place);
        boolean json = request.headers().getOrDefault("content-type", "").startsWith("application/json");
        if (json && request.body().length > 0) {
            checkBody(request, operation, place);
        }
    }

    /** The property names of a type, including inherited ones. */
    public Set<String> properties(String type) {
        return names(slice.at("/components/schemas").path(type));
    }

    private Optional<String> template(String path) {
        String[] actual = path.split("/");
        List<String> templates = new ArrayList<>();
        slice.path("paths").fieldNames().forEachRemaining(templates::add);
        return templates.stream()
                .filter(template -> matches(("/v1.0" + template).split("/"), actual))
                .min(Comparator.comparing(GraphContract::placeholders));
    }

    /** A template with fewer placeholders is the better match. */
    private static long placeholders(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    private static boolean matches(String[] template, String[] actual) {
        if (template.length != actual.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(actual[i])) {
                return false;
            }
        }
        return true;
    }

    private void checkQuery(RecordedRequest request, JsonNode operation, String place) {
        Set<String> known = new HashSet<>(Set.of("$skiptoken"));
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode described = parameter.has("$ref")
                    ? slice.at(parameter.get("$ref").asText().substring(1))
                    : parameter;
            if (described.path("in").asText().equals("query")) {
                known.add(described.path("name").asText());
            }
        }
        request.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(place + " has no query parameter " + name));
        if (!request.query().getOrDefault("$top", "1").matches("[1-9][0-9]{0,2}")) {
            violations.add(place + " has a $top that is no number up to 999");
        }
        checkNames(request, operation, place);
    }

    /** The description does not list the properties for select and expand: they are those of the response. */
    private void checkNames(RecordedRequest request, JsonNode operation, String place) {
        Set<String> known = answered(operation);
        for (String parameter : List.of("$select", "$expand")) {
            String[] names = request.query().getOrDefault(parameter, "").split(",(?![^(]*\\))");
            for (String name : names) {
                if (!name.isEmpty() && !known.contains(name.split("\\(")[0])) {
                    violations.add(place + " has nothing to " + parameter.substring(1) + " of that name");
                }
            }
        }
    }

    /** The property names in the response to an operation, or in the elements of its list. */
    private Set<String> answered(JsonNode operation) {
        JsonNode schema = operation.at("/responses/2XX/content/application~1json/schema");
        if (schema.isMissingNode()) {
            schema = slice.at(operation.at("/responses/2XX/$ref").asText("#").substring(1))
                    .at("/content/application~1json/schema");
        }
        Set<String> names = names(schema);
        JsonNode elements = strict(resolved(schema)).at("/properties/value/items");
        return elements.isMissingNode() ? names : names(elements);
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? slice.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private Set<String> names(JsonNode schema) {
        Set<String> names = new HashSet<>();
        ObjectNode whole = strict(resolved(schema));
        whole.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void checkBody(RecordedRequest request, JsonNode operation, String place) {
        JsonNode described = operation.at("/requestBody/content/application~1json/schema");
        if (described.isMissingNode()) {
            violations.add(place + " takes no body");
            return;
        }
        try {
            JsonNode body = new ObjectMapper().readTree(request.body());
            schema(place, described)
                    .validate(body)
                    .forEach(message -> violations.add(
                            place + ": " + message.getInstanceLocation() + " breaks the rule " + message.getType()
                                    + Optional.ofNullable(message.getProperty())
                                            .map(name -> " at " + name)
                                            .orElse("")));
        } catch (IOException e) {
            violations.add(place + " has a body that is no JSON");
        }
    }

    private synchronized JsonSchema schema(String place, JsonNode described) {
        return bodies.computeIfAbsent(place, key -> {
            ObjectNode root = strict(described);
            ObjectNode definitions = root.putObject("components").putObject("schemas");
            slice.at("/components/schemas")
                    .fields()
                    .forEachRemaining(entry -> definitions.set(entry.getKey(), strict(entry.getValue())));
            definitions.set("microsoft.graph.attachment", definitions.get("microsoft.graph.fileAttachment"));
            return schemas.getSchema(root);
        });
    }

    /** The same schema with inherited properties included, null permitted where allowed, and other properties forbidden. */
    private ObjectNode strict(JsonNode given) {
        ObjectNode schema = given.deepCopy();
        if (schema.has("$ref") && schema.get("$ref").asText().endsWith(".graph.attachment")) {
            schema.put("$ref", "#/components/schemas/microsoft.graph.fileAttachment");
        }
        for (JsonNode part : elements(schema.remove("allOf"))) {
            JsonNode parent =
                    part.has("$ref") ? slice.at(part.get("$ref").asText().substring(1)) : part;
            ObjectNode inherited = strict(parent);
            schema.put("type", "object");
            schema.withObject("/properties").setAll(inherited.withObject("/properties"));
        }
        if (schema.path("type").asText().equals("object")) {
            schema.put("additionalProperties", false);
            schema.putObject("patternProperties").putObject("^@odata\\.");
        }
        JsonNode nullable = schema.remove("nullable");
        if (nullable != null && nullable.asBoolean() && schema.has("type")) {
            String type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        names.forEach(name -> schema.withObject("/properties")
                .set(name, strict(schema.get("properties").get(name))));
        if (schema.has("items")) {
            schema.set("items", strict(schema.get("items")));
        }
        return schema;
    }

    private static Iterable<JsonNode> elements(JsonNode list) {
        return list == null ? List.of() : list;
    }
}
