/** Reports from the ledger: one for each collection and one for each UTC day. */
package org.opencompliance.archiver.ledger.report;
