package org.opencompliance.sandbox.http;

/** What a request is for; the enums of the site and of the tenant are operations. */
public interface Operation {

    String name();
}
