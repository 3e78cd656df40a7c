package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Hawtio Online's access control list with its lookup order: type, then domain, then default; the first matching name or
 * pattern applies.
 */
record ConsoleAcl(JsonNode tree) {

    static ConsoleAcl read(Path file) {
        try {
            return new ConsoleAcl(new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param member an operation, without brackets when it has no arguments, an attribute, or the kind of request */
    boolean allows(String role, String domain, String type, String member) {
        return Stream.of(domain + "." + type, domain, "default")
                .map(name -> entry(tree.path(name), member))
                .flatMap(Optional::stream)
                .findFirst()
                .map(entry -> roles(entry.getValue()).anyMatch(role::equals))
                .orElse(false);
    }

    /** The lists used here are all ordered. */
    private static Optional<Map.Entry<String, JsonNode>> entry(JsonNode rules, String member) {
        return StreamSupport.stream(rules.spliterator(), false)
                .map(rule -> rule.properties().iterator().next())
                .filter(rule -> fits(rule.getKey(), member))
                .findFirst();
    }

    private static boolean fits(String key, String member) {
        boolean pattern = key.startsWith("/") && key.endsWith("/");
        return pattern
                ? Pattern.compile(key.substring(1, key.length() - 1))
                        .matcher(member)
                        .find()
                : key.equals(member);
    }

    private static Stream<String> roles(JsonNode roles) {
        return roles.isArray()
                ? StreamSupport.stream(roles.spliterator(), false).map(JsonNode::asText)
                : Arrays.stream(roles.asText().split(",")).map(String::strip);
    }
}
