/** The numbers of the current day, counted on from the last count. */
package org.opencompliance.archiver.ledger.report.today;
