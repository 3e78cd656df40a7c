/** What holds for the process as a whole, whatever runs in it: how it ends after an error, and what may be logged. */
package org.opencompliance.archiver.process;
