/** Expressions of routes that call beans. */
package org.opencompliance.archiver.routing.expression;
