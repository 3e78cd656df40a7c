/** The beans of the routes that know Camel: each translates between a route's step and the beans that hold the rules. */
package org.opencompliance.archiver.routing;
