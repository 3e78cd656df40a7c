package org.opencompliance.archiver.collect.drop;

import org.opencompliance.archiver.item.ListedItem;

/**
 * An EML file of a ZIP, as an entry of the listing.
 *
 * @param position in the ZIP, counted from 1 with every file of it
 * @param name the name in the ZIP; never shown, because it can contain a phone number
 */
record DropEntry(int position, String name, ListedItem item) {}
