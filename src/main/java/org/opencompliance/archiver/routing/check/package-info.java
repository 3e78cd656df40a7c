/** Holds the routes of a folder together before they start: with each other, the beans, the settings and Camel. */
package org.opencompliance.archiver.routing.check;
