package org.opencompliance.archiver.collect;

/**
 * When a collection gives up its window; the next collection lists the window again.
 *
 * @param failuresInARow number of items in a row that cannot be fetched
 * @param listings number of listings of a window that differ from the source's total
 * @param pagesWithoutNews number of pages in a row without a new item
 */
public record CollectionLimits(int failuresInARow, int listings, int pagesWithoutNews) {}
