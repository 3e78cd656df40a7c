/** What happened to an item, told from the ledger, the records and the original; and the search for items. Reads only. */
package org.opencompliance.archiver.story;
