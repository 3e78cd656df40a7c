package org.opencompliance.archiver.management;

import org.opencompliance.archiver.management.jmx.Described;

/** The collector in a management console. */
@Described("Fetches items from the source, by the schedule or on request")
public interface CollectorMXBean {

    @Described("idle, collecting, paused, or pausing while the current work is completed")
    String getState();

    @Described(
            "When the last collection that completed began, by the schedule or by hand (UTC); empty before the first")
    String getLastCompleted();

    @Described("End of the range of that collection (UTC); empty before the first")
    String getCompletedTo();

    @Described("Name and verdict of the last collection, complete or not; empty before the first")
    String getLastVerdict();

    @Described("The schedule listed everything archived before that (UTC); empty before its first collection")
    String getScheduledTo();

    @Described("For how many seconds a collection has been due that has not completed")
    long getBehindSeconds();

    @Described("The collection under way in this process; empty when there is none")
    String getCurrent();

    @Described("How many items of the collection under way have been dealt with, of how many known so far")
    String getProgress();

    @Described("When the schedule fires next (UTC)")
    String getNext();

    @Described("Start time and user of the pause; empty when it is not paused")
    String getPaused();

    @Described("Runs the next scheduled collection now")
    String collectNow() throws Exception;

    @Described(
            "Collects a range again, or for the first time, independent of the schedule; staged items are not fetched"
                    + " again")
    String collectRange(
            @Described("Begin, a day or a time in UTC: 2026-11-20 or 2026-11-20T00:00:00Z") String from,
            @Described("End, not included: as the begin") String to)
            throws Exception;

    @Described(
            "Starts no collection and imports no further item until resumed, in every process and over restarts; current"
                    + " work is completed")
    String pause() throws Exception;

    @Described("Ends a pause; a missed firing runs later")
    String resume() throws Exception;
}
