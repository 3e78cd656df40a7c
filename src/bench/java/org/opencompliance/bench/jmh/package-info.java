/** Benchmarks of single steps in JMH; see the README of the tests. */
package org.opencompliance.bench.jmh;
