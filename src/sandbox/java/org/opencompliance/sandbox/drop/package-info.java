/** An SFTP server with a drop of ZIP files, as TeleMessage delivers them. */
package org.opencompliance.sandbox.drop;
