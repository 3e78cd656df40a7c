/** Finds lines of the ledger by what they are about: one index for each day, made from the ledger and never a source itself. */
package org.opencompliance.archiver.ledger.index;
