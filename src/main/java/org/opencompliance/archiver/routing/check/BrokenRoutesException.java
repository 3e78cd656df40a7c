package org.opencompliance.archiver.routing.check;

import java.util.List;
import java.util.stream.Collectors;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.routing.file.Finding;

/** The routes cannot start; the message has one line for each error, with file and line. */
public final class BrokenRoutesException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /**
     * @param folder as the settings name it
     * @param errors the findings of the message
     * @param findings the errors and the advice
     */
    BrokenRoutesException(String folder, List<Finding> errors, List<Finding> findings) {
        super("The routes in " + folder + " do not start:" + System.lineSeparator()
                + errors.stream()
                        .map(error -> folder + "/" + error)
                        .collect(Collectors.joining(System.lineSeparator())));
        this.findings = List.copyOf(findings);
    }

    /** All findings, with the advice. */
    public List<Finding> findings() {
        return findings;
    }
}
