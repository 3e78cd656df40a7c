package org.opencompliance.archiver.notice;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.ledger.report.Advice;

/**
 * How many items or deliveries are parked for a reason.
 *
 * @param who the role of the person who acts
 * @param action the steps before the replay
 */
public record ReasonCount(String reason, long count, String who, String action) {

    private static final Advice OWN =
            new Advice("A route parks it", "engineer of the routes", "See the route that parks it");

    /** The reasons with their advice, the most frequent first. */
    static List<ReasonCount> of(Map<String, Long> counts, Advice.Source advice) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> of(
                        count.getKey(),
                        count.getValue(),
                        advice.apply(count.getKey()).orElse(OWN)))
                .sorted(Comparator.comparing(ReasonCount::count).reversed().thenComparing(ReasonCount::reason))
                .toList();
    }

    private static ReasonCount of(String reason, long count, Advice advice) {
        return new ReasonCount(reason, count, advice.who(), advice.action());
    }

    /** Two lines for people. */
    String text() {
        return "- " + count + " " + reason + ": " + who + "\n  " + action + "\n";
    }
}
