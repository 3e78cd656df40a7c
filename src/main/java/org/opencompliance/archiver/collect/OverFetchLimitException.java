package org.opencompliance.archiver.collect;

/** The source listed no size for an item and sent more than the fetch limit. */
public class OverFetchLimitException extends ChecksumMismatchException {

    private static final long serialVersionUID = 1L;

    public OverFetchLimitException(String message) {
        super(message);
    }
}
