/** Signed seals of the ledger: a ledger that was replaced as a whole does not have them. */
package org.opencompliance.archiver.ledger.seal;
