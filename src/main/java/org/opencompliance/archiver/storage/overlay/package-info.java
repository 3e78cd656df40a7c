/** A storage area that is read, with writes that are kept beside it. */
package org.opencompliance.archiver.storage.overlay;
