/** The evidence: an append-only, hash-chained record of what happened to every item, and the reports made from it. */
package org.opencompliance.archiver.ledger;
