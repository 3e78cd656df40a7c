package org.opencompliance.sandbox;

/**
 * An open dead letter, as the sandbox needs to know it.
 *
 * @param mailbox the id of the user, or null when it is about the item as a whole
 */
public record DeadLetter(String itemId, String mailbox, String reason) {}
