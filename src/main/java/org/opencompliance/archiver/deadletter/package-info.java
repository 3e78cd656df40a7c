/** Dead letters: items and deliveries that need a person, from parking to replay. */
package org.opencompliance.archiver.deadletter;
