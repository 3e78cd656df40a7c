package org.opencompliance.archiver.conventions;

class RouteConventionsTest {
}
