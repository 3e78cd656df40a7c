/** The commands of the program and what they ask of a running one. Thin: the work is done by routes. */
package org.opencompliance.archiver.operations;
