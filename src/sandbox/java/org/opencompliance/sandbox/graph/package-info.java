/** The target: users, their mailboxes and a strict implementation of Microsoft Graph v1.0 for them. */
package org.opencompliance.sandbox.graph;
