/** The evidence: an append-only, hash-chained record of the events of each item, and the reports made from it. */
package org.opencompliance.archiver.ledger;
