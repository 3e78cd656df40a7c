/** What the ledger says in numbers: of one collection, and of one UTC day. */
package org.opencompliance.archiver.ledger.report;
