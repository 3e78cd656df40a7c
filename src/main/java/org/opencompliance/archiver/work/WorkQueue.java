package org.opencompliance.archiver.work;

/** How the work stands, of a queue of any kind. */
public interface WorkQueue {

    /** How many orders wait, those put off included; of a queue that processes share, about how many they all have left. */
    int depth();

    /** How many orders this process holds. */
    int held();

    /** Whether it could not be asked the last time. */
    default boolean isFailing() {
        return false;
    }

    /** Another text whenever turns may have ended since, here or elsewhere. */
    String progress();
}
