/**
 * One HTTP request per method: Microsoft Graph through its Java SDK, answers turned into records and exceptions. Never
 * retries.
 */
package org.opencompliance.archiver.exchange.client;
