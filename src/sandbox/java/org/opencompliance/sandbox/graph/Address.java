package org.opencompliance.sandbox.graph;

/**
 * Name and address as stored in a message.
 *
 * @param name empty when none was given
 */
public record Address(String name, String address) {}
