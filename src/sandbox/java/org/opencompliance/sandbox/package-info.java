/**
 * A TeleMessage site and a Microsoft Graph tenant on loopback ports, to try the archiver and to test it against.
 *
 * <p>Knows nothing of the archiver and is in no image. Both sides are stricter than they need be: what passes here
 * should pass there.
 */
package org.opencompliance.sandbox;
