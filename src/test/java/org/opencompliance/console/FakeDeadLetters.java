package org.opencompliance.console;

import static org.opencompliance.console.Fixtures.JSON;
import static org.opencompliance.console.Fixtures.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.report.Advice;

/** The dead letters of a scenario; replayed and discarded ones are gone. */
final class FakeDeadLetters {

    private final Map<String, Set<String>> closed = new HashMap<>();
    private final FakeRequests requests;

    FakeDeadLetters(FakeRequests requests) {
        this.requests = requests;
    }

    FixtureBean bean() {
        return new FixtureBean()
                .attribute("Guide", this::guide)
                .operation("list", this::list, String.class, String.class, int.class)
                .operation("replay", values -> close(withReason((String) values[0])), String.class)
                .operation("replaySelected", values -> close(named((String) values[0])), String.class)
                .operation("discard", this::discard, String.class, String.class);
    }

    private String guide() {
        if (Fixtures.isEarlier()) {
            return null;
        }
        Map<String, Long> open = new HashMap<>();
        open().forEach(letter -> open.merge(letter.path("reason").asText(), 1L, Long::sum));
        ObjectNode guide = JSON.createObjectNode();
        ArrayNode reasons = guide.putArray("reasons");
        ReasonGuide sentences = ReasonGuide.load();
        Stream.concat(Reason.known().stream().map(Reason::label), open.keySet().stream())
                .distinct()
                .forEach(reason -> {
                    ObjectNode row =
                            reasons.addObject().put("reason", reason).put("open", open.getOrDefault(reason, 0L));
                    sentences.apply(reason).ifPresent(advice -> describe(row, advice));
                });
        return text(guide);
    }

    private static void describe(ObjectNode row, Advice advice) {
        row.put("meaning", advice.meaning()).put("who", advice.who()).put("action", advice.action());
    }

    private String list(Object[] values) {
        ObjectNode list = JSON.createObjectNode();
        ArrayNode page = list.putArray("deadLetters");
        open().filter(withReason((String) values[0]))
                .filter(letter -> letter.path("name").asText().compareTo((String) values[1]) > 0)
                .limit((int) values[2])
                .forEach(page::add);
        return text(list);
    }

    private String discard(Object[] values) {
        if (((String) values[1]).isBlank()) {
            throw new IllegalArgumentException("Say why");
        }
        return close(named((String) values[0]));
    }

    private static Predicate<JsonNode> withReason(String reason) {
        return letter -> reason.isEmpty() || letter.path("reason").asText().equals(reason);
    }

    private static Predicate<JsonNode> named(String names) {
        Set<String> chosen = Set.copyOf(List.of(names.split(",")));
        return letter -> chosen.contains(letter.path("name").asText());
    }

    private synchronized String close(Predicate<JsonNode> chosen) {
        Set<String> gone = closed.computeIfAbsent(Fixtures.scenario(), each -> new HashSet<>());
        List<String> names = open().filter(chosen)
                .map(letter -> letter.path("name").asText())
                .toList();
        gone.addAll(names);
        return requests.leave(names.size() + " dead letters: all of them are imported");
    }

    private synchronized Stream<JsonNode> open() {
        Set<String> gone = closed.getOrDefault(Fixtures.scenario(), Set.of());
        return StreamSupport.stream(Fixtures.part("deadLetters").spliterator(), false)
                .filter(letter -> !gone.contains(letter.path("name").asText()));
    }
}
