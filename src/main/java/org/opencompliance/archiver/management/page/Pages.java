package org.opencompliance.archiver.management.page;

/** What the pages of the console show and check; a bean of the program, from which the MBeans are made. */
public record Pages(
        ManagedDays days,
        ManagedRequests requests,
        ManagedItemStory stories,
        DeadLetterPages deadLetters,
        MappingReview mappings) {}
