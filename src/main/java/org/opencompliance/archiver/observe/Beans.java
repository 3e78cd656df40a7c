package org.opencompliance.archiver.observe;

import java.util.Map;

/** The beans of the routes by the names used in the routes. */
public record Beans(Map<String, Object> byName) {

    public <T> T get(String name, Class<T> type) {
        return type.cast(byName.get(name));
    }
}
