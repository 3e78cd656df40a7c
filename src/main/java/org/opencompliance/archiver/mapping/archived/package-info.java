/**
 * The users whose items are archived, for a filter in the routes: a list in a file, or a group of the directory. No bean here skips
 * anything; the route {@code routes/filter-item.camel.yaml} decides by their answers.
 */
package org.opencompliance.archiver.mapping.archived;
