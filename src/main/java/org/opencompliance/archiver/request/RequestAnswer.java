package org.opencompliance.archiver.request;

/**
 * What became of a request.
 *
 * @param good whether the command's exit code is 0
 * @param text for a person
 * @param run the collection that was asked for, null for other requests
 */
public record RequestAnswer(boolean good, String text, String run) {}
