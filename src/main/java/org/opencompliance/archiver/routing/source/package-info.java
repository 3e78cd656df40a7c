/** The source is not trusted: how much of an answer is read, and for how long, and what is taken from it. */
package org.opencompliance.archiver.routing.source;
