package org.opencompliance.archiver.collect;

/** The source gave more than is fetched of any item, of one whose size it does not list. */
public class OverFetchLimitException extends ChecksumMismatchException {

    private static final long serialVersionUID = 1L;

    public OverFetchLimitException(String message) {
        super(message);
    }
}
