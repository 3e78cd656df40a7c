/**
 * The commands of the program. A command that changes something leaves a request for a running archiver, or starts one of its own.
 */
package org.opencompliance.archiver.command;
