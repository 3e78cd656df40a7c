/**
 * Observability of a running archiver: metrics, health checks and MBeans. It only reads results of the work and changes
 * nothing; it never exposes an address, a number, a subject or a secret.
 */
package org.opencompliance.archiver.observe;
