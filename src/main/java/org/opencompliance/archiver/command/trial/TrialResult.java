package org.opencompliance.archiver.command.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * The way of an item through the routes.
 *
 * @param notes the requests to other systems, which were not sent
 */
public record TrialResult(String item, List<TrialStep> steps, List<String> notes, List<TrialOutcome> outcomes) {

    /** Whether it is delivered to all its mailboxes, or skipped. */
    public boolean good() {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(TrialOutcome::isGood);
    }

    public String json() throws JsonProcessingException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    /** The steps below their routes, then the notes and the outcomes. */
    public String text() {
        StringBuilder text = new StringBuilder();
        String route = "";
        for (TrialStep step : steps) {
            if (!step.route().equals(route)) {
                route = step.route();
                line(text, route);
            }
            if (step.because() != null) {
                line(text, "    because: " + step.because());
            }
            line(text, "  " + step.step() + (step.description() == null ? "" : ": " + step.description()));
        }
        notes.forEach(note -> line(text, note));
        outcomes.forEach(outcome -> line(text, line(outcome)));
        return text.toString();
    }

    private String line(TrialOutcome outcome) {
        String to = outcome.mailbox() == null ? "" : " to " + outcome.mailbox();
        String detail = outcome.detail() == null ? "" : ": " + outcome.detail();
        return switch (outcome.end()) {
            case TrialOutcome.DELIVERED -> "=> " + outcome.end() + to + ", by the rule " + outcome.reason() + detail;
            default ->
                "=> " + outcome.end() + (to.isEmpty() ? "" : " (delivery" + to + ")") + ", " + outcome.reason()
                        + detail;
        };
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
