package org.opencompliance.archiver.ledger.compact;

import java.util.ArrayList;
import java.util.List;

/**
 * The object names and the ids of those numbered items that a report may name. Most ids are a part of the name, which is held once:
 * about 120 bytes an item. Not thread-safe.
 */
public final class OpenNames {

    private static final String ENDING = ".eml";

    private final List<String> names;
    /** Null for an id that the name has. */
    private final List<String> ids;

    public OpenNames() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    private OpenNames(List<String> names, List<String> ids) {
        this.names = names;
        this.ids = ids;
    }

    public OpenNames copy() {
        return new OpenNames(new ArrayList<>(names), new ArrayList<>(ids));
    }

    /** Holds the names of an item unless it does already. */
    public void hold(int item, String name, String id) {
        while (names.size() <= item) {
            names.add(null);
            ids.add(null);
        }
        if (names.get(item) == null) {
            names.set(item, name);
            ids.set(item, begin(name, id) > 0 ? null : id);
        }
    }

    public void drop(int item) {
        if (item < names.size()) {
            names.set(item, null);
            ids.set(item, null);
        }
    }

    /** The object name, or null when it is not held. */
    public String name(int item) {
        return item < names.size() ? names.get(item) : null;
    }

    /** The id, or null when it is not held. */
    public String id(int item) {
        String name = name(item);
        if (name == null || ids.get(item) != null) {
            return name == null ? null : ids.get(item);
        }
        return name.substring(name.lastIndexOf('/') + 1, name.length() - ENDING.length());
    }

    /** Where the id begins in a name such as {@code staged/wechat/2026/11/20/id.eml}; 0 when it is not the last part. */
    private static int begin(String name, String id) {
        int begin = name.lastIndexOf('/') + 1;
        boolean last = name.length() == begin + id.length() + ENDING.length() && name.endsWith(ENDING);
        return last && name.startsWith(id, begin) ? begin : 0;
    }
}
