package org.opencompliance.archiver.kamelets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A Kamelet as data, with the checks of the validator of Camel's catalog and of the plug-in that checks the options. */
record KameletFile(String file, JsonNode tree) {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\??([\\w.-]+)(:[^}]*)?}}");
    private static final Pattern DEPENDENCY =
            Pattern.compile("camel:[a-z0-9-]+|mvn:[\\w.-]+:[\\w.-]+:[\\w.-]+|github:[\\w.-]+/[\\w./-]+");
    private static final Pattern SMALL_WORD = Pattern.compile("and|or|of|the|a|an|in|to|for|by|between|is|it");
    private static final String CREDENTIALS = "urn:camel:group:credentials";
    private static final String PREFIX = "camel.apache.org/";
    private static final String SUFFIX = ".kamelet.yaml";
    private static final Set<String> TYPES = Set.of("source", "sink", "action");
    /** The catalog lists them for the component alone; an endpoint takes them too, see TelemessageArchiveSourceIT. */
    private static final Set<String> TIMEOUTS = Set.of("connectTimeout", "responseTimeout", "soTimeout");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static KameletFile of(String file, String text) throws IOException {
        return new KameletFile(file, YAML.readTree(text));
    }

    /** The problems in the order of the file. */
    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        metadata(problems);
        definition(problems);
        tree.at("/spec/definition/properties")
                .properties()
                .forEach(property -> property(property.getKey(), property.getValue(), problems));
        parameters(problems);
        dependencies(problems);
        template(problems);
        options(tree.at("/spec/template/from"), problems);
        return problems;
    }

    String title() {
        return tree.at("/spec/definition/title").asText();
    }

    String description() {
        return tree.at("/spec/definition/description").asText();
    }

    private String name() {
        return tree.at("/metadata/name").asText();
    }

    private String type() {
        return tree.at("/metadata/labels").path(PREFIX + "kamelet.type").asText();
    }

    private void metadata(List<String> problems) {
        check(file.equals(name() + SUFFIX), "the name is not that of the file", problems);
        check(TYPES.contains(type()), "the label of the type is none", problems);
        check(name().endsWith("-" + type()), "the name does not end with the type", problems);
        JsonNode annotations = tree.at("/metadata/annotations");
        for (String one : List.of("kamelet.support.level", "catalog.version", "provider", "kamelet.group")) {
            check(!annotations.path(PREFIX + one).asText().isEmpty(), "no annotation " + one, problems);
        }
        check(!annotations.path(PREFIX + "kamelet.namespace").asText().isEmpty(), "no namespace", problems);
        String icon = annotations.path(PREFIX + "kamelet.icon").asText();
        check(icon.startsWith("data:image/svg+xml;base64,"), "no icon", problems);
    }

    private void definition(List<String> problems) {
        JsonNode definition = tree.at("/spec/definition");
        String suffix = type().isEmpty() ? "?" : type().substring(0, 1).toUpperCase(Locale.ROOT) + type().substring(1);
        check(title().endsWith(suffix), "the title does not end with the type", problems);
        check(!description().isEmpty(), "no description", problems);
        check(definition.path("type").asText().equals("object"), "the definition is no object", problems);
        Set<String> seen = new TreeSet<>();
        for (JsonNode required : definition.path("required")) {
            String name = required.asText();
            check(seen.add(name), "required twice: " + name, problems);
            check(definition.path("properties").has(name), "required and not defined: " + name, problems);
        }
    }

    private static void property(String name, JsonNode property, List<String> problems) {
        for (String one : List.of("title", "description", "type")) {
            check(!property.path(one).asText().isEmpty(), name + " has no " + one, problems);
        }
        check(!name.equals("id"), "id is reserved", problems);
        String[] words = property.path("title").asText().split(" ");
        check(!Set.of("The", "A", "An").contains(words[0]), name + " has a title with an article", problems);
        for (String word : words) {
            boolean capital = !word.isEmpty() && !Character.isLowerCase(word.charAt(0));
            check(capital || SMALL_WORD.matcher(word).matches(), name + " has a small word: " + word, problems);
        }
        boolean secret = property.path("format").asText().equals("password");
        boolean described = StreamSupport.stream(property.path("x-descriptors").spliterator(), false)
                .anyMatch(one -> one.asText().equals(CREDENTIALS));
        check(!secret || described, name + " is a secret without the descriptor", problems);
    }

    private void parameters(List<String> problems) {
        Set<String> declared = new TreeSet<>();
        tree.at("/spec/definition/properties").fieldNames().forEachRemaining(declared::add);
        tree.at("/spec/template/beans")
                .forEach(bean -> declared.add(bean.path("name").asText()));
        Set<String> used = new TreeSet<>();
        texts(tree.at("/spec/template")).forEach(text -> {
            Matcher parameter = PARAMETER.matcher(text);
            while (parameter.find()) {
                used.add(parameter.group(1));
            }
        });
        check(declared.containsAll(used), "used and not declared: " + without(used, declared), problems);
        check(used.containsAll(declared), "declared and not used: " + without(declared, used), problems);
    }

    private void dependencies(List<String> problems) {
        Set<String> named = new TreeSet<>();
        for (JsonNode one : tree.at("/spec/dependencies")) {
            named.add(one.asText());
            check(DEPENDENCY.matcher(one.asText()).matches(), "no dependency: " + one.asText(), problems);
        }
        for (String needed : List.of("camel:core", "camel:kamelet")) {
            check(named.contains(needed), "no dependency " + needed, problems);
        }
        tree.at("/spec/template")
                .findValues("jq")
                .forEach(jq -> check(named.contains("camel:jq"), "no dependency camel:jq", problems));
    }

    private void template(List<String> problems) {
        String from = tree.at("/spec/template/from/uri").asText();
        boolean source = type().equals("source");
        check(from.equals("kamelet:source") != source, "the template begins with " + from, problems);
        boolean sink = texts(tree.at("/spec/template")).contains("kamelet:sink");
        check(sink || !source, "the template does not send to kamelet:sink", problems);
    }

    /** Each parameter is an option of its component. */
    private static void options(JsonNode node, List<String> problems) throws IOException {
        if (node.path("uri").isTextual() && node.path("parameters").isObject()) {
            String uri = node.path("uri").asText();
            String scheme = uri.equals("{{url}}") ? "http" : uri;
            JsonNode options = component(scheme).path("properties");
            check(!options.isMissingNode(), "no component " + scheme, problems);
            node.path("parameters")
                    .fieldNames()
                    .forEachRemaining(name -> check(
                            options.has(name) || scheme.equals("http") && TIMEOUTS.contains(name),
                            scheme + " has no option " + name,
                            problems));
        }
        for (JsonNode child : node) {
            options(child, problems);
        }
    }

    private static JsonNode component(String scheme) throws IOException {
        for (String folder : List.of("org/apache/camel/component/" + scheme, "org/opencompliance/archiver/exchange")) {
            String path = "/META-INF/" + folder + "/" + scheme + ".json";
            try (InputStream in = KameletFile.class.getResourceAsStream(path)) {
                if (in != null) {
                    return new ObjectMapper().readTree(in);
                }
            }
        }
        return YAML.createObjectNode();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static void check(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
