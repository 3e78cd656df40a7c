package org.opencompliance.sandbox.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of the tenant. Thread-safe. */
final class Directory {

    private final Map<String, TenantUser> users = new LinkedHashMap<>();

    /** Adds a user, or replaces the one with the same id. */
    synchronized void add(TenantUser user) {
        users.put(user.id(), user);
    }

    synchronized void remove(String id) {
        users.remove(id);
    }

    synchronized List<TenantUser> all() {
        return List.copyOf(users.values());
    }

    /** By object id or user principal name; other addresses of the user are not accepted. */
    Optional<TenantUser> find(String key) {
        return all().stream()
                .filter(user -> user.id().equalsIgnoreCase(key)
                        || user.userPrincipalName().equalsIgnoreCase(key))
                .findFirst();
    }
}
