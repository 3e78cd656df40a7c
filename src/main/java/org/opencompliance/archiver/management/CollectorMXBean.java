package org.opencompliance.archiver.management;

/** The collector in a management console. */
@Described("What fetches items from the source: by the schedule, or when it is asked to")
public interface CollectorMXBean {

    @Described("idle, collecting, paused, or pausing while what was under way goes on to its end")
    String getState();

    @Described("When the last scheduled collection that completed began (UTC); empty before the first")
    String getLastCompleted();

    @Described("Everything archived before that was listed completely (UTC); empty before the first collection")
    String getCompletedTo();

    @Described("For how many seconds a collection has been due that has not completed")
    long getBehindSeconds();

    @Described("The collection under way in this process; empty when there is none")
    String getCurrent();

    @Described("How many items of the collection under way have been dealt with, of how many known so far")
    String getProgress();

    @Described("When the schedule fires next (UTC)")
    String getNext();

    @Described("Since when and by whom it is paused; empty when it is not")
    String getPaused();

    @Described("Collects now what the schedule would collect at its next firing")
    String collectNow() throws Exception;

    @Described(
            "Collects a range again, or for the first time, whatever the schedule has done; what is here already is not"
                    + " fetched again")
    String collectRange(
            @Described("Begin, a day or a time in UTC: 2026-11-20 or 2026-11-20T00:00:00Z") String from,
            @Described("End, not included: as the begin") String to)
            throws Exception;

    @Described(
            "Begins no collection and takes no item to import until resumed, in every process and over restarts; what is"
                    + " under way goes on to its end")
    String pause() throws Exception;

    @Described("Ends a pause; a firing that was missed meanwhile is made up for")
    String resume() throws Exception;
}
