/** The custom mapping from mobile numbers to mailboxes: its CSV file, the accepted versions, the version in force. */
package org.opencompliance.archiver.mapping.csv;
