/** Windows, plans, claims, the sweep and dead letters: the rules by which nothing is lost and nothing is done twice. */
package org.opencompliance.archiver.work;
