package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Finds the originals of listed items. In a shared area, one request lists the originals of a day, if they are not many; an item that is
 * not among them needs no request of its own. Memory: {@value #MOST} names a day. Safe for any number of threads.
 */
public final class StagedOriginals {

    /** Fewer than one request lists. */
    private static final int MOST = 4_000;

    private final ObjectStore store;
    private final boolean shared;
    private final int most;
    /** The names by folder; absent for a folder with more. */
    private final Map<String, Optional<Set<String>>> names = new ConcurrentHashMap<>();

    /** @param shared whether the area answers requests over a network */
    public StagedOriginals(ObjectStore store, boolean shared) {
        this(store, shared, MOST);
    }

    StagedOriginals(ObjectStore store, boolean shared, int most) {
        this.store = store;
        this.shared = shared;
        this.most = most;
    }

    /** Lists the days again when they are asked for; what is written from now on is not in these lists. */
    void forget() {
        names.clear();
    }

    /** An original with its metadata; empty when it does not exist, or is written after the list of its day. */
    Optional<ObjectInfo> find(String name) throws IOException {
        return shared && isAbsent(name) ? Optional.empty() : store.info(name);
    }

    /** The original as it is now. */
    Optional<ObjectInfo> now(String name) throws IOException {
        return store.info(name);
    }

    private boolean isAbsent(String name) throws IOException {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        Optional<Set<String>> known = names.get(folder);
        if (known == null) {
            known = list(folder);
        }
        return known.isPresent() && !known.get().contains(name);
    }

    /** The threads that find the first items of a day wait for one list. */
    private synchronized Optional<Set<String>> list(String folder) throws IOException {
        Optional<Set<String>> known = names.get(folder);
        if (known == null) {
            known = read(folder);
            names.put(folder, known);
        }
        return known;
    }

    private Optional<Set<String>> read(String folder) throws IOException {
        Set<String> found = new HashSet<>();
        try (var listed = store.listWithoutMetadata(folder)) {
            Iterator<ObjectInfo> originals = listed.iterator();
            while (originals.hasNext() && found.size() < most) {
                found.add(originals.next().name());
            }
            return originals.hasNext() ? Optional.empty() : Optional.of(found);
        }
    }
}
