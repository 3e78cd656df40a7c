/** Compares route files with the beans, and the variables with the steps that set them. */
package org.opencompliance.archiver.routing.check.bean;
