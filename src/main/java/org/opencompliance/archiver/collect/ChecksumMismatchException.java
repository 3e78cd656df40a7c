package org.opencompliance.archiver.collect;

/** The fetched content differs from its listing. */
public class ChecksumMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChecksumMismatchException(String message) {
        super(message);
    }
}
