package org.opencompliance.archiver.ledger.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.ledger.file.LedgerMark;

/** The lines that a copy of a report, of a seal or of a notice outside the storage area notes. */
public final class CarriedHashes {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> FIELDS = List.of("cut", "heads");

    private CarriedHashes() {}

    /**
     * Reads a copy.
     *
     * @throws IOException when it is not JSON with the hashes of lines; the message does not contain the text
     */
    public static List<LedgerMark> read(byte[] copy) throws IOException {
        List<LedgerMark> marks = new ArrayList<>();
        try {
            JsonNode json = MAPPER.readTree(copy);
            for (String field : FIELDS) {
                for (JsonNode line : json.path(field)) {
                    marks.add(new LedgerMark(
                            line.path("file").asText(),
                            line.path("n").asLong(),
                            line.path("hash").asText()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON");
        }
        if (marks.isEmpty()) {
            throw new IOException("without the hash of a line: it is no report, seal or notice of this program");
        }
        return marks;
    }
}
