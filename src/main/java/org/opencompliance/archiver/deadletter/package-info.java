/** Dead letters: items and deliveries that need an operator, from parking to replay. */
package org.opencompliance.archiver.deadletter;
