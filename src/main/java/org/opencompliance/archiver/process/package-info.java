/** Rules for the whole process: its end after an error, and the limits of its log. */
package org.opencompliance.archiver.process;
