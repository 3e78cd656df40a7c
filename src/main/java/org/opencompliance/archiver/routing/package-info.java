/** The Camel-specific beans of the routes: each translates between a route's step and the beans with the rules. */
package org.opencompliance.archiver.routing;
