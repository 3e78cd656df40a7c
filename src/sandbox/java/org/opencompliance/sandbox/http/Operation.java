package org.opencompliance.sandbox.http;

/** The operation of a request; implemented by the enums of the site and of the tenant. */
public interface Operation {

    String name();
}
