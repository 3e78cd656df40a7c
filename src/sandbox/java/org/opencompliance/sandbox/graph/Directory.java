package org.opencompliance.sandbox.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The users of the tenant. Thread-safe. */
final class Directory {

    private final Map<String, TenantUser> users = new LinkedHashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();

    /** Adds a user, or replaces the one with the same id. */
    synchronized void add(TenantUser user) {
        users.put(user.id(), user);
    }

    /** Adds a group with these members, or replaces it. */
    synchronized void group(String id, Set<String> members) {
        groups.put(id, Set.copyOf(members));
    }

    synchronized void removeGroup(String id) {
        groups.remove(id);
    }

    synchronized boolean hasGroup(String id) {
        return groups.containsKey(id);
    }

    synchronized boolean isMember(String user, String group) {
        return groups.getOrDefault(group, Set.of()).contains(user);
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
