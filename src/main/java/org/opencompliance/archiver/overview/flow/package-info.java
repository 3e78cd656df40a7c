/** The way of an item as a few steps, each with the figures of the routes that do it. */
package org.opencompliance.archiver.overview.flow;
