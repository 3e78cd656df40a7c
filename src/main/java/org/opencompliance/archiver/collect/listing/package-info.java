/** What every source of files needs to be listed as items: the ids, the pages of a window, temporary files, and files that still change. */
package org.opencompliance.archiver.collect.listing;
