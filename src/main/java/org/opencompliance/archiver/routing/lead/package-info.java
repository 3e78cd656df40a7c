/** Selects the process that collects, as a Camel cluster. */
package org.opencompliance.archiver.routing.lead;
