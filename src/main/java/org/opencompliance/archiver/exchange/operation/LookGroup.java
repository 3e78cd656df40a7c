package org.opencompliance.archiver.exchange.operation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.client.GraphAnswer;

/** The internet message ids that one request looks for. It takes further ids until the request starts. Safe for threads. */
final class LookGroup {

    /** The limit for the clauses in a URL, in characters: the URL stays below 2,048, which pass everywhere. */
    private static final int MOST_CHARACTERS = 1_700;
    /** The characters of a clause in a URL besides the id. */
    private static final int CLAUSE = 40;

    /**
     * A look of one import.
     *
     * @param id the internet message id
     * @param answer the messages; no value if the id must be looked for alone
     */
    record Look(String id, CompletableFuture<GraphAnswer<List<ExchangeMessage>>> answer) {

        static Look of(String id) {
            return new Look(id, new CompletableFuture<>());
        }
    }

    private final List<Look> looks = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final String witness;
    private final int most;
    private int characters;
    private boolean started;

    /**
     * @param witness the id of a message that the mailbox has
     * @param most the maximum of ids, without the witness
     */
    LookGroup(String witness, int most) {
        this.witness = witness;
        this.most = most;
        this.characters = size(witness);
    }

    /** Adds a look, unless the request has started or has no room; the first one always fits. */
    synchronized boolean add(Look look) {
        int size = ids.contains(look.id()) ? 0 : size(look.id());
        boolean full = size > 0 && (ids.size() == most || characters + size > MOST_CHARACTERS);
        if (started || (full && !ids.isEmpty())) {
            return false;
        }
        ids.add(look.id());
        looks.add(look);
        characters += size;
        return true;
    }

    private static int size(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).length() + CLAUSE;
    }

    /**
     * The ids of the request, the witness last: a filter that the service cuts short does not find it. One id alone
     * needs no witness. No id is added after this.
     */
    synchronized List<String> start() {
        started = true;
        Set<String> all = new LinkedHashSet<>(ids);
        if (isShared()) {
            all.remove(witness);
            all.add(witness);
        }
        return List.copyOf(all);
    }

    String witness() {
        return witness;
    }

    synchronized boolean isShared() {
        return ids.size() > 1;
    }

    /**
     * The messages of each id; null if the answer does not count: it lacks the witness, or has a message that the
     * request did not ask for.
     */
    synchronized Map<String, List<ExchangeMessage>> byId(List<ExchangeMessage> found) {
        if (!isShared()) {
            return Map.of(ids.iterator().next(), found);
        }
        Map<String, List<ExchangeMessage>> byId = new HashMap<>();
        for (ExchangeMessage message : found) {
            byId.merge(String.valueOf(message.internetMessageId()), List.of(message), LookGroup::joined);
        }
        Set<String> strange = new LinkedHashSet<>(byId.keySet());
        strange.removeAll(ids);
        strange.remove(witness);
        return byId.containsKey(witness) && strange.isEmpty() ? byId : null;
    }

    private static List<ExchangeMessage> joined(List<ExchangeMessage> some, List<ExchangeMessage> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The looks in their order, which is that of their imports. */
    synchronized List<Look> looks() {
        return List.copyOf(looks);
    }
}
