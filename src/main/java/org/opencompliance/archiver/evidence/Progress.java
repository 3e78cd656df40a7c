package org.opencompliance.archiver.evidence;

/** Takes the progress of a check, after each original or message; called by several threads. */
@FunctionalInterface
public interface Progress {

    Progress NONE = (checked, bytes) -> {};

    /** @param bytes that were read of originals so far */
    void tell(long checked, long bytes);
}
