/** Runs one item through the real routes, with stand-ins for every system outside of the process. */
package org.opencompliance.archiver.command.trial;
