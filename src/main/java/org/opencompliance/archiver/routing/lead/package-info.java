/** Who collects, in the terms of Camel's clusters. */
package org.opencompliance.archiver.routing.lead;
