/** Items that TeleMessage encrypts for the customer's key: each part of the message, not its structure and its headers. */
package org.opencompliance.archiver.item.encryption;
