package org.opencompliance.archiver.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.evidence.Finding;
import org.opencompliance.archiver.evidence.Findings;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.ledger.report.ReportJson;

/** Prints the results of a verification, as text or as one JSON object at the end, and knows its exit code. */
final class VerifyOutput {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final boolean json;
    private final ObjectNode all = MAPPER.createObjectNode();
    private boolean broken;
    private boolean incomplete;

    VerifyOutput(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** @param whole whether all days were asked for, so that there must be a ledger */
    void ledger(LedgerFinding found, boolean whole) {
        boolean none = whole && found.ledger().files() == 0 && found.intact();
        broken |= none || !found.intact();
        all.set("ledger", ReportJson.tree(found));
        if (none) {
            line("There is no ledger in this storage area.");
            return;
        }
        found.faults().forEach(this::line);
        line((found.intact()
                        ? "As it was written: "
                        : "BROKEN: " + faults(found.faults().size()) + " in ") + found.text() + ".");
        line(
                found.seals().sealedTo() == null
                        ? "No day is sealed yet."
                        : "Sealed up to " + found.seals().sealedTo() + "; later lines are not sealed yet.");
    }

    /** @param what the plural of what was compared: originals or messages */
    void compared(String name, String what, Findings.Result found) {
        broken |= found.broken() > 0;
        incomplete |= found.unknown() > 0;
        all.set(name, MAPPER.valueToTree(found));
        lines(found.faults());
        lines(found.notes());
        String read = found.bytes() == 0 ? "" : ", " + found.bytes() + " bytes";
        String result = found.broken() == 0 ? "As recorded: " : "BROKEN: " + faults(found.broken()) + " in ";
        String open = found.unknown() == 0 ? "" : "; " + found.unknown() + " could not be compared";
        line(result + found.checked() + " " + what + read + open + ".");
    }

    private void lines(List<Finding> findings) {
        findings.forEach(found -> line(found.text()));
    }

    private static String faults(long faults) {
        return faults == 1 ? "1 fault" : faults + " faults";
    }

    private void line(String text) {
        if (!json) {
            out.println(text);
        }
    }

    /** Prints the JSON object; @return the exit code. */
    ExitCode end() throws JsonProcessingException {
        if (json) {
            all.put("verdict", broken ? "BROKEN" : incomplete ? "INCOMPLETE" : "HOLDS");
            out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        }
        return broken ? ExitCode.ALTERED : incomplete ? ExitCode.UNVERIFIED : ExitCode.OK;
    }
}
