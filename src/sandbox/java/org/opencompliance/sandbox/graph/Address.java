package org.opencompliance.sandbox.graph;

/**
 * Name and address as a message keeps them.
 *
 * @param name empty when none was given
 */
public record Address(String name, String address) {}
