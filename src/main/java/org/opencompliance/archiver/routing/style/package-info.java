/** Advice on the form of route files; none of it stops a start. */
package org.opencompliance.archiver.routing.style;
