/** Finds mailboxes, days and collections without the usual items, from the ledger alone. */
package org.opencompliance.archiver.ledger.silence;
