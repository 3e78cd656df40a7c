/** Sends notices: the beans of the route with that name. */
package org.opencompliance.archiver.routing.notice;
