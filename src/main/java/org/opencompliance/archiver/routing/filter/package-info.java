/** The properties of filters, checked against the routes. */
package org.opencompliance.archiver.routing.filter;
