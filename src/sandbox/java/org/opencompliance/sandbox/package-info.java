/**
 * A TeleMessage site and a Microsoft Graph tenant on loopback ports, for demos and tests of the archiver.
 *
 * <p>Does not depend on the archiver and is in no image. Both servers are stricter than necessary: a request that passes here
 * should pass at the real service.
 */
package org.opencompliance.sandbox;
