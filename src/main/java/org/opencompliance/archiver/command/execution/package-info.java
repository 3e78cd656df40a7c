/** The execution of a command: its configuration, its request to an archiver, and its exit code. */
package org.opencompliance.archiver.command.execution;
