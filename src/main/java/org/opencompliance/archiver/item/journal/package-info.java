/** Mails in the envelope of a journal report: the mail, and the recipients that only the envelope names. */
package org.opencompliance.archiver.item.journal;
