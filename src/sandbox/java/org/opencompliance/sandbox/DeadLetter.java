package org.opencompliance.sandbox;

/**
 * An open dead letter with the fields that the sandbox needs.
 *
 * @param mailbox the id of the user, or null when the dead letter concerns the whole item
 */
public record DeadLetter(String itemId, String mailbox, String reason) {}
