package org.opencompliance.bench.standin;

/**
 * What the stand-in was asked so far.
 *
 * @param listed pages of the listing
 * @param fetched items
 * @param created messages
 * @param looks requests for the messages of a mailbox
 * @param others other requests to Microsoft Graph
 * @param busy CPU time of the stand-in's process in nanoseconds
 */
public record StandInCounts(long listed, long fetched, long created, long looks, long others, long busy) {}
