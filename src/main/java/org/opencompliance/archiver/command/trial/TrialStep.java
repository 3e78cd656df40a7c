package org.opencompliance.archiver.command.trial;

/**
 * One step that the item took.
 *
 * @param route the id of its route
 * @param step its id
 * @param description its description, else that of its kind
 * @param because the condition that chose it, null for a step without one
 */
public record TrialStep(String route, String step, String description, String because) {}
