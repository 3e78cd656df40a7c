package org.opencompliance.archiver.routing.check.context;

import java.util.Optional;

/**
 * The text between <code>{{</code> and <code>}}</code>: {@code name}, {@code name:default}, {@code ?name}, or a function
 * of Camel such as {@code env:NAME}.
 */
record Placeholder(String text) {

    /** A setting may be absent, or is negated. */
    private String bare() {
        String name = text.strip();
        name = name.startsWith("?") ? name.substring(1) : name;
        return name.startsWith("!") ? name.substring(1) : name;
    }

    String name() {
        String bare = bare();
        int colon = bare.indexOf(':');
        return colon < 0 ? bare : bare.substring(0, colon);
    }

    /** Whether it requires no setting: it has a default, may be absent, or is a function. */
    boolean isOptional() {
        return text.strip().startsWith("?") || bare().contains(":");
    }

    Optional<String> value(RouteContext context) {
        Optional<String> value = context.setting(name());
        int colon = bare().indexOf(':');
        return value.isPresent() || colon < 0 ? value : Optional.of(bare().substring(colon + 1));
    }
}
