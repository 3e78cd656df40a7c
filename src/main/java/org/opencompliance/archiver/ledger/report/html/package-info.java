/** Reports as pages: self-contained HTML without scripts, for the screen and for one sheet of A4. */
package org.opencompliance.archiver.ledger.report.html;
