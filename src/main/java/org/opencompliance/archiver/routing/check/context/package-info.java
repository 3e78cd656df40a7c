/** Compares route files with the context in which they start: settings, components, expressions, classes, schema. */
package org.opencompliance.archiver.routing.check.context;
