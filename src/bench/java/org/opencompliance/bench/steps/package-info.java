/** The CPU time of the steps of an item, from a flight recording of the program. */
package org.opencompliance.bench.steps;
