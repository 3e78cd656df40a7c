package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Request;

/** The query of a request: its properties and its page. */
final class ODataQuery {

    private static final Set<String> KNOWN =
            Set.of("$select", "$expand", "$filter", "$top", "$skip", "$skiptoken", "$count", "includeHiddenFolders");
    private static final String NEWEST_FIRST = "createdDateTime desc";
    private static final int PAGE = 10;
    private static final int MAX_RESULTS = 1000;

    private final Map<String, String> parameters;
    private final String path;

    /**
     * Reads a query.
     *
     * @param url the address of the request without its query
     * @throws GraphError when it has an unknown parameter
     */
    ODataQuery(Request request, String url) {
        this.parameters = request.query();
        this.path = url;
        for (String name : parameters.keySet()) {
            if (!KNOWN.contains(name) && !(name.equals("$orderby") && newestFirst())) {
                throw GraphError.badRequest("The query parameter '" + name + "' is not supported.");
            }
        }
    }

    Optional<String> filter() {
        return Optional.ofNullable(parameters.get("$filter"));
    }

    Optional<String> expand() {
        return Optional.ofNullable(parameters.get("$expand"));
    }

    boolean counts() {
        return "true".equals(parameters.get("$count"));
    }

    /** Whether the query orders messages from the newest to the oldest, the only supported order. */
    boolean newestFirst() {
        return path.endsWith("/messages") && NEWEST_FIRST.equals(parameters.get("$orderby"));
    }

    boolean includeHiddenFolders() {
        return "true".equals(parameters.get("includeHiddenFolders"));
    }

    /** The selected properties; empty for the default ones. */
    Set<String> select() {
        String select = parameters.getOrDefault("$select", "");
        return Arrays.stream(select.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Keeps the selected properties and annotations; Exchange always returns the id. */
    ObjectNode selected(ObjectNode node) {
        Set<String> select = select();
        if (!select.isEmpty()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> select.contains(name) || name.equals("id") || name.startsWith("@"));
            node.remove(names);
        }
        return node;
    }

    /** One page of a collection, with the link to the next one. */
    <T> Answer page(List<T> all, Function<T, ObjectNode> toJson) {
        int top = number("$top", PAGE);
        if (top < 1 || top > MAX_RESULTS) {
            throw GraphError.badRequest("$top must be 1 to " + MAX_RESULTS + ".");
        }
        int skip = number(skipName(), 0);
        int end = Math.min(all.size(), skip + top);
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("@odata.context", path + "/$metadata");
        ArrayNode value = page.putArray("value");
        all.subList(Math.min(skip, end), end).forEach(element -> value.add(toJson.apply(element)));
        if (end < all.size()) {
            page.put("@odata.nextLink", nextLink(end));
        }
        return Answer.json(200, page);
    }

    private int number(String name, int otherwise) {
        try {
            return Integer.parseInt(parameters.getOrDefault(name, Integer.toString(otherwise)));
        } catch (NumberFormatException e) {
            throw GraphError.badRequest("The value of " + name + " is no number.");
        }
    }

    /** The directory continues by token, Exchange by number. */
    private String skipName() {
        return path.endsWith("/users") ? "$skiptoken" : "$skip";
    }

    private String nextLink(int skip) {
        Map<String, String> next = new LinkedHashMap<>(parameters);
        next.put(skipName(), Integer.toString(skip));
        return next.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
