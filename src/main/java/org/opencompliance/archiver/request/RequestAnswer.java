package org.opencompliance.archiver.request;

/**
 * The result of a request.
 *
 * @param good whether the command's exit code is 0
 * @param text human-readable result
 * @param run the requested collection, null for other requests
 */
public record RequestAnswer(boolean good, String text, String run) {}
