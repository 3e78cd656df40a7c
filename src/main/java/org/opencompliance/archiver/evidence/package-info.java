/** Proof that originals and imported messages are still what the ledger says. */
package org.opencompliance.archiver.evidence;
