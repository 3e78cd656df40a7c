/**
 * What can be seen of a running archiver: figures, metrics, health and MBeans. It reads what the work leaves behind and changes
 * nothing itself; nothing that it shows holds an address, a number, a subject or a secret.
 */
package org.opencompliance.archiver.observe;
