/** Reports together with the check of their ledger. */
package org.opencompliance.archiver.ledger.report.checked;
