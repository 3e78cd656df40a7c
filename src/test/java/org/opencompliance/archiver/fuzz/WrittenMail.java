package org.opencompliance.archiver.fuzz;

import java.util.List;

/**
 * A mail with the marks that a reader must find in it.
 *
 * @param bytes the mail, possibly cut
 * @param contents marks of contents, each in a part that is whole
 * @param subject the mark of the subject, empty when the mail is cut before it
 * @param to the addresses of the field {@code To}, in order; empty when the mail is cut before their end
 */
public record WrittenMail(byte[] bytes, List<String> contents, String subject, List<String> to) {}
