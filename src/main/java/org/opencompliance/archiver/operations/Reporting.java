package org.opencompliance.archiver.operations;

import java.io.IOException;
import java.util.Optional;

/** Writes the reports of collections and finds them again. */
public final class Reporting {

    public void writeDue() throws IOException {}

    /** The report of a collection as an answer, once it is written. */
    public Optional<Answer> answer(String run) throws IOException {
        return Optional.empty();
    }
}
