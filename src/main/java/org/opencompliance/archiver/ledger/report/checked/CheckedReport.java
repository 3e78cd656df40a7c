package org.opencompliance.archiver.ledger.report.checked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportJson;

/**
 * A report with the check of the ledger that it is counted from, as commands and consoles show it.
 *
 * @param report empty when the ledger does not have its subject, or is too damaged to count
 * @param stored whether the stored report is shown; otherwise it is counted now
 * @param failure why the ledger could not be counted, else null
 */
public record CheckedReport(Optional<Report> report, boolean stored, LedgerFinding ledger, IOException failure) {

    /** The report with the result of the check in the field {@code ledger}; without a report, only that field. */
    public String json() {
        return report.isPresent()
                ? ReportJson.render(report.get(), ledger)
                : ReportJson.text(Map.of("ledger", ReportJson.tree(ledger)));
    }

    /**
     * As {@link #json()}, with at most a number of rows in each list; the field {@code omitted} has the number of the other
     * rows by list.
     */
    public String json(int rows) {
        return report.isPresent() ? ReportJson.text(shortened(ReportJson.tree(report.get(), ledger), rows)) : json();
    }

    private static ObjectNode shortened(ObjectNode json, int rows) {
        ObjectNode omitted = json.objectNode();
        json.fields().forEachRemaining(field -> {
            int more = field.getValue().isArray() ? field.getValue().size() - rows : 0;
            if (more > 0) {
                omitted.put(field.getKey(), more);
                field.setValue(first(field.getValue(), json.arrayNode(), rows));
            }
        });
        if (!omitted.isEmpty()) {
            json.set("omitted", omitted);
        }
        return json;
    }

    private static ArrayNode first(JsonNode all, ArrayNode first, int number) {
        for (int i = 0; i < number; i++) {
            first.add(all.get(i));
        }
        return first;
    }
}
