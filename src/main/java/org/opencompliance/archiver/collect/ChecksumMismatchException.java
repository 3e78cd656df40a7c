package org.opencompliance.archiver.collect;

/** What the source gave is not what it listed. */
public class ChecksumMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChecksumMismatchException(String message) {
        super(message);
    }
}
