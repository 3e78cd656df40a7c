/** A collection through the real routes that writes nothing: what would be imported, parked or skipped, and by which rule. */
package org.opencompliance.archiver.command.dryrun;
