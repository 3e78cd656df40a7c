/** One day of generated conversations, in which each item has an expected final state. */
package org.opencompliance.sandbox.day;
