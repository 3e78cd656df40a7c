package org.opencompliance.archiver.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The collection reports in a storage area, read as JSON and not by the program's own classes.
 *
 * @param count number of reports
 * @param complete number of reports of complete collections
 * @param staged total number of staged items in the reports
 * @param wrong equations that do not hold in a report
 */
public record KeptReports(int count, int complete, long staged, List<String> wrong) {

    private static final String HOLDS = "HOLDS";

    public static KeptReports of(ObjectStore store, String connector) throws IOException {
        int count = 0;
        int complete = 0;
        long staged = 0;
        List<String> wrong = new ArrayList<>();
        List<String> names = AreaState.names(store, "reports/" + connector + "/").stream()
                .filter(name -> name.endsWith(".json") && !name.endsWith("/day.json"))
                .toList();
        for (String name : names) {
            JsonNode report = AreaState.json(store, name);
            boolean covered = report.path("complete").asBoolean();
            count++;
            complete += covered ? 1 : 0;
            staged += report.at("/source/staged").asLong();
            check(report, "/fanOut", wrong);
            if (covered) {
                check(report, "/controlTotal", wrong);
            }
        }
        return new KeptReports(count, complete, staged, wrong);
    }

    /** The deliveries must add up in each report; the control total only for a complete collection. */
    private static void check(JsonNode report, String equation, List<String> wrong) {
        if (!report.at(equation + "/verdict").asText().equals(HOLDS)) {
            wrong.add(report.path("run").asText() + ": " + report.at(equation));
        }
    }
}
