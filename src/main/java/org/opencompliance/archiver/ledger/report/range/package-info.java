/** The totals of the day reports of a range of UTC days. */
package org.opencompliance.archiver.ledger.report.range;
