/** A day of made-up conversations, in which every item knows where it must end. */
package org.opencompliance.sandbox.day;
