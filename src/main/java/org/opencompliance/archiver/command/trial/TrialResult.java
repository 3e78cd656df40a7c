package org.opencompliance.archiver.command.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.opencompliance.archiver.item.encryption.Encryption;
import org.opencompliance.archiver.ledger.report.TerminalText;

/**
 * The way of an item through the routes.
 *
 * @param notes the requests to other systems, which were not sent
 * @param encryption how far an encrypted item is decrypted, as in the ledger; null for an item that is not encrypted
 * @param encryptedParts number of parts that stay encrypted; null for an item that is not encrypted
 * @param key the id of the key in the header of the item; null when it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialResult(
        String item,
        List<TrialStep> steps,
        List<String> notes,
        String encryption,
        Integer encryptedParts,
        String key,
        List<TrialOutcome> outcomes) {

    /** The result for an item that the routes read, or could not read. */
    static TrialResult of(String item, TrialTrace trace, Encryption encryption, List<TrialOutcome> outcomes) {
        return new TrialResult(
                item,
                trace.steps(),
                trace.notes(),
                Encryption.label(encryption),
                encryption == null ? null : encryption.encrypted().size(),
                encryption == null ? null : encryption.keyId(),
                outcomes);
    }

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
        if (encryption != null) {
            line(text, encrypted());
        }
        outcomes.forEach(outcome -> line(text, line(outcome)));
        return text.toString();
    }

    /** A header can have any text. */
    private String encrypted() {
        String parts = encryptedParts == 0 ? "" : "; parts that stay encrypted: " + encryptedParts;
        return "The item is " + TerminalText.shown(Encryption.text(key, encryption)) + parts;
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
