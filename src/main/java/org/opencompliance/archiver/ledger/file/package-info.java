/** The ledger as files: group commit, hash chain, readers and verification. */
package org.opencompliance.archiver.ledger.file;
