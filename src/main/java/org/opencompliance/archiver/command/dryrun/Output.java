package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.util.List;

/** Writes the result of a dry run, row by row, so that memory does not grow with the range. */
interface Output {

    /** Writes the rows of an item. */
    void item(List<Row> rows) throws IOException;

    /** Writes the rest. */
    void end(Summary summary) throws IOException;
}
